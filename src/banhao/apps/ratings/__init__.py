"""Ratings of services (好差评): a store of their own that names no case and no account."""
