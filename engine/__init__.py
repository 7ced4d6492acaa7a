"""The workflow engine: BPMN played by facts, decided by DMN, proved by history. It knows nothing of the regulation."""
