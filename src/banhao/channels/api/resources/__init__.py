"""Operations of the API, one module a resource: thin over what the pages use, too."""
