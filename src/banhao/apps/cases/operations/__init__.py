"""Errands on a case: one function, one errand, one transaction."""
