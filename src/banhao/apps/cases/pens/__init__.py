"""How a change is written: one data-modifying statement on PostgreSQL, a few on SQLite."""
