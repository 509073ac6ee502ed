"""Accounts, sign-in, the way from a request to an actor, the log of who read what."""
