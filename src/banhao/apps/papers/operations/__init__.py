"""Writes of messages and papers, by errand."""
