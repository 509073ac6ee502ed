"""Tables that an office already has, taken in: looked at first, then written, whole or in part."""
