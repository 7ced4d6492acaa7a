"""Registering a project: scope, class, number (articles 2, 6, 11)."""
