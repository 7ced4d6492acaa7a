"""The metamodel of BPMN as far as rules ask for it: what refers to what, and what data is made of."""
