"""Forms of process owners: JSON Schema plus ui hints, rendered and checked on the server."""
