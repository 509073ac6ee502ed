"""Published versions of the catalogue, and the plans made from them."""
