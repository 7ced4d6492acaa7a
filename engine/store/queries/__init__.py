"""What the nouns ask the tables. Rows come as dictionaries, JSON columns parsed."""
