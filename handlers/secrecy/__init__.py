"""市保密局: classified content never enters (articles 11, 40). Only what points to it is looked for; nothing of it is kept."""
