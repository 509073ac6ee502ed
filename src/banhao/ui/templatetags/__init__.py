"""Template tags: `words` is a builtin of every template, `forms` is loaded where a form stands."""
