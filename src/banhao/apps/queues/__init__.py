"""Tickets and appointments of a hall. A hall is a region: its counters call from one queue."""
