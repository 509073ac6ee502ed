"""Pages of people: see `urls.py`."""
