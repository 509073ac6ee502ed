"""The plan picture: SVG and list from the plain mapping of `core/compiler/picture.py`."""
