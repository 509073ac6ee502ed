"""Digests and random names in tables: hex characters in Python, half as many bytes on the disk."""

from typing import Any

from django.db import migrations, models


class DigestField(models.Field):  # type: ignore[type-arg]  # not generic at run time
    """Lower-case hex, 64 characters for a digest; "" is kept as no bytes."""

    def get_internal_type(self) -> str:
        """Return whose type the column has."""
        return "BinaryField"

    def from_db_value(self, value: Any, *_: Any) -> str | None:
        """Return what a column holds as hex; what somebody has put there by hand, as it stands."""
        return value if value is None or isinstance(value, str) else bytes(value).hex()

    def get_prep_value(self, value: Any) -> bytes | None:
        """Return hex as what a column holds. :raises ValueError: it is none."""
        return None if value is None else bytes.fromhex(value)


class ToDigest(migrations.AlterField):
    """Turn a column of hex characters into one of bytes, with what is in it, and back."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        """Let the database do it: a city has millions of rows."""
        if schema_editor.connection.vendor == "postgresql":
            self._alter(app_label, schema_editor, states[0], "bytea using decode({}, 'hex')")
            return
        super().database_forwards(app_label, schema_editor, *states)
        self._each(app_label, schema_editor, states[1], bytes.fromhex)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        """Turn it back."""
        if schema_editor.connection.vendor == "postgresql":
            back = "varchar(64) using encode({}, 'hex')"
            self._alter(app_label, schema_editor, states[0], back)
            return
        self._each(app_label, schema_editor, states[0], bytes.hex)
        super().database_forwards(app_label, schema_editor, *states)

    def _alter(self, app_label: str, editor: Any, state: Any, to: str) -> None:
        table, column = self._names(app_label, editor, state)
        editor.execute(f"alter table {table} alter column {column} type {to.format(column)}")

    def _each(self, app_label: str, editor: Any, state: Any, change: Any) -> None:
        """SQLite has no function for it before 3.41: lend it ours."""
        table, column = self._names(app_label, editor, state)
        editor.connection.connection.create_function("banhao_change", 1, change)
        editor.execute(f"update {table} set {column} = banhao_change({column})")  # noqa: S608

    def _names(self, app_label: str, editor: Any, state: Any) -> tuple[str, str]:
        model = state.apps.get_model(app_label, self.model_name)
        column = model._meta.get_field(self.name).column
        return editor.quote_name(model._meta.db_table), editor.quote_name(column)
