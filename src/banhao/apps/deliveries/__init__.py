"""News to others, written in the same transaction, delivered after it."""
