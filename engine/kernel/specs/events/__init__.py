"""Events: what they wait for, what they throw, who catches it."""
