"""Issued certificates, their pages, signatures and verification."""
