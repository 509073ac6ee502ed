"""Webhooks: news pushed to other systems, signed, tried again, played again."""
