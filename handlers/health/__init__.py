"""市卫生健康委: projects of the health sector."""
