"""Papers (文书): which paper an event calls for, its number, what it says."""
