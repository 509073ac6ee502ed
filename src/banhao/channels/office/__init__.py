"""Pages of examiners, deciders and inspectors."""
