"""市财政局: money, its sources and limits."""
