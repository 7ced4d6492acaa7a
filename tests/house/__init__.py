"""Checks of the tree itself. Every check is a function over source, tried on a bad example beside the real tree."""
