"""市档案局: electronic archives."""
