"""What the departments check, one package per department and one module per check; found by type, listed nowhere."""
