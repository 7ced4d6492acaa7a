"""Names in a diagram that must exist elsewhere: handlers, roles, forms, decisions, processes, parameters, clauses."""
