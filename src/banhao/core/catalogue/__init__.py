"""What is offered: items, materials and themes as values."""
