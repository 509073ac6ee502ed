"""Tokens of other systems: whom one acts for, how often, and what was answered to a key."""
