"""Doors for other systems: /api/v1, its description, its page of documentation."""
