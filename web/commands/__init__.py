"""The commands: each module has `configure(parser)` and `run(options, terminal)`, which gives the exit code."""
