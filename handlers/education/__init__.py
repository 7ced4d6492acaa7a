"""市教育局: projects of the education sector."""
