"""Answers, form and choices before filing. A draft is not a case."""
