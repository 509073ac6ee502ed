"""Tables that an office already has, taken in row by row: what each row would make, or why not."""
