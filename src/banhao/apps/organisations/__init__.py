"""Regions, departments, counters, offices (posts) and firms."""
