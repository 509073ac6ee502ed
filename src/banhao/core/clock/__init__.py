"""Working time, limits, stopping the clock, why a date is what it is."""
