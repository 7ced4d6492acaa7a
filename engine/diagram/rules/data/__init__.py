"""Rules of data by the letter of the standard (BPMN 2.0.2, 10.4): items, inputs and outputs, associations."""
