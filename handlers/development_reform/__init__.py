"""市发展改革委: the way of approval, its papers and preconditions."""
