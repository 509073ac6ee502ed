"""Rating a service (好差评): what can be rated, what a rating says, which groups may be seen."""
