"""Declaring a project for the reserve pool: checks, the declaration's row, the entry (articles 3, 6, 7, 11, 18, 19)."""
