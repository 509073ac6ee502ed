"""Does the history still stand as it was written: chain, rows, and heads kept outside."""
