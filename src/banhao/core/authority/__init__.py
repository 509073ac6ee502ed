"""May this actor do this act to this thing on this day."""
