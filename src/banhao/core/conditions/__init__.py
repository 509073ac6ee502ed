"""The small condition language: parse, check types, evaluate, explain."""
