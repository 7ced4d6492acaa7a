"""The pages, one module a noun; each route says with `needs` what it asks for."""
