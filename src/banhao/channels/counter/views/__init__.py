"""Pages of the counter, by errand."""
