"""After-checks of what was pledged."""
