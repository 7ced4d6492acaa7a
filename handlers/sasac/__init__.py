"""市国资委: projects of state-owned enterprises."""
