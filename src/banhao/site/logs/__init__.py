"""What banhao writes to standard error: lines without personal data, as text or JSON."""
