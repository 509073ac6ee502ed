"""See docs/ARCHITECTURE.md: what this room may import."""
