"""Sources outside, the slots of a draft or case, and what was answered."""
