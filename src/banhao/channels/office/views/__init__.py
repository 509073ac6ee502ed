"""Pages of the office, by errand."""
