"""Files that people hand in: what is let in, and where it is kept."""
