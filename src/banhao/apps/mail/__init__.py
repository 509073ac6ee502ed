"""Mail: an outbox of "there is news", and the way back for who forgot their password."""
