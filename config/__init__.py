"""What the house is configured with: settings, people's roles, clauses, limits, documents, working days. Imports nothing of ours."""
