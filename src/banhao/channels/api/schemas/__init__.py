"""Shapes of what goes in and out, in plain words; one module a resource."""
