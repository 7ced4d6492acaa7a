"""市公安局: multi-level protection."""
