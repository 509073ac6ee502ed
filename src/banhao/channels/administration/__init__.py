"""Pages of the administrator of a region."""
