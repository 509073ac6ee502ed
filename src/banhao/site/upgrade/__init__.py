"""Try an upgrade on a copy: migrate it, verify it, and let every open case come to its end."""
