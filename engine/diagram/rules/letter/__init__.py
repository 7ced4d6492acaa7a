"""Rules by the letter of the standard that no play depends on: expressions, listings, texts, imports."""
