"""Views of the portal, one module per errand: read the request, one call, answer."""
