"""One thing, one visit: an open system for a city's one-visit services."""
