"""Waiting in a hall: tickets, whose turn it is, how long it takes, and appointments."""
