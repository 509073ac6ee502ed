"""The one form: from the strings of a page to typed values, and what is still wrong or missing."""
