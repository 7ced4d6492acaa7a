"""Rules of activities by the letter of the standard (BPMN 2.0.2, 10.3)."""
