"""What a Zeebe cluster (8.9) refuses to deploy, beyond what the rules of the standard say already. Only asked for."""
