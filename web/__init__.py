"""What people see: pages, forms, words, and the one wiring of the house."""
