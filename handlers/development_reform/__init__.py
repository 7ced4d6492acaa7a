"""市发改委: the approval of projects, stage by stage (articles 9, 10, 14 to 17)."""
