"""Identifiers, states and contents of certificates."""
