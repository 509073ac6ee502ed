"""The life of a case by law."""
