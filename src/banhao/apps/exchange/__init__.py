"""How cases look to the outside: code tables of others, the national data set."""
