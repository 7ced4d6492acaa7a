"""市委网信办: network and data security."""
