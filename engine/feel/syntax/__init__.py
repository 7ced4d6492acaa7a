"""FEEL's grammar: text to tokens to trees (DMN 1.5, 10.3.1)."""
