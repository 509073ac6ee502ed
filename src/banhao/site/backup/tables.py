"""Tables as the applied migrations have them, whatever version of banhao reads or writes them."""

from collections.abc import Iterable

from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

LEFT_OUT = {"contenttypes", "auth", "sessions", "axes", "admin"}
Table = type[models.Model]
Key = tuple[str, str]  # app label, name of a migration


def applied() -> list[str]:
    """Return the migrations that the database has seen, as "app.name", sorted."""
    return sorted(
        f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
    )


def known(migrations: Iterable[str]) -> bool:
    """Whether this version of banhao has all these migrations."""
    return _keys(migrations) <= set(MigrationLoader(connection).graph.nodes)


def bring_to(migrations: Iterable[str]) -> None:
    """Make the tables of an empty database as these migrations have them."""
    executor, wanted = MigrationExecutor(connection), _keys(migrations)
    executor.migrate(sorted(_last(executor.loader, wanted)))


def tables(migrations: Iterable[str]) -> list[Table]:
    """Return all models whose rows are kept, as of these migrations, each after those it needs."""
    nodes = sorted(_keys(migrations))
    state = MigrationLoader(connection).project_state(nodes)
    found = [m for m in state.apps.get_models() if m._meta.app_label not in LEFT_OUT]
    ordered: list[Table] = []

    def place(model: Table) -> None:
        for field in model._meta.concrete_fields:
            target = field.related_model
            if target in found and target is not model and target not in ordered:
                place(target)
        if model not in ordered:
            ordered.append(model)

    for model in found:
        place(model)
    return ordered


def _keys(migrations: Iterable[str]) -> set[Key]:
    return {(app, name) for app, _, name in (each.partition(".") for each in migrations)}


def _last(loader: MigrationLoader, wanted: set[Key]) -> set[Key]:
    """Return the wanted migrations that no other wanted one of the same app builds on."""
    before = {
        parent.key
        for key in wanted
        for parent in loader.graph.node_map[key].parents
        if parent.key[0] == key[0]
    }
    return wanted - before
