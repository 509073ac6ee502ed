"""Pages of the hall counter."""
