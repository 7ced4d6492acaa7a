"""Tests, in the tree of what they test; `house` checks the tree itself."""
