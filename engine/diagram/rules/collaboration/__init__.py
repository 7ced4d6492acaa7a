"""Rules of collaborations, conversations and choreographies (BPMN 2.0.2, chapters 9 and 11)."""
