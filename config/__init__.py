"""What the house is configured with: settings, roles, clauses, limits, documents, working days. Imports nothing of ours."""
