"""Reads that may be seconds old, from a second server; without one, from the first (0120)."""
