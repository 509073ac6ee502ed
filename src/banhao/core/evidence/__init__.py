"""Ways of getting a material and the ladder between them."""
