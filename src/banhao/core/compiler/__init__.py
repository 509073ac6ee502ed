"""Theme + answers + standing → one form, one list, one plan."""
