"""联合评审: the construction plan, what the departments say about it, and what is then held fixed (articles 12, 13, 25)."""
