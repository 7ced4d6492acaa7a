"""What is planned, and what goes ahead of the plan (articles 8 to 10)."""
