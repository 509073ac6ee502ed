"""Writes of queues, by errand."""
