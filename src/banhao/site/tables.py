"""Whether the database has every table that this version of banhao needs."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def are_missing() -> bool:
    """Whether `banhao migrate` has something to do."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
