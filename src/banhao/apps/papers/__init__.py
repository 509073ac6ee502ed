"""Messages and papers served to people."""
