"""A project's data catalogue: compiled, checked, approved, linked to data, published (articles 15, 16, 31)."""
