"""Uploaded files: checked, re-encoded, sealed, served only through authority."""
