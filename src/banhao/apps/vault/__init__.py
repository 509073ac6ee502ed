"""Keys and sealed content, one key per subject (a draft that becomes a case, an account)."""
