"""What all commands share: the terminal, the files that they are given, the houses that they work in, how failures are told."""
