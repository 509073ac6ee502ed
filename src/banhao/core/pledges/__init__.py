"""What was promised instead of shown, and its after-check."""
