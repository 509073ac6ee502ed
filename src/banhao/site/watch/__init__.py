"""What the machines that look after machines see: health, readiness, figures, a line a request."""
