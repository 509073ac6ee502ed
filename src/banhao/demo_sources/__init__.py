"""Data sources for demos and tests: a process of made-up people that can be made to lie."""
