"""Rules of the BPMN 2.0 standard (ISO/IEC 19510) for every process of a file."""
