"""市财政局: whether there may be money, and how much (articles 4, 8, 16)."""
