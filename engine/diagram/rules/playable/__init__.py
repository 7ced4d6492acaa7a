"""What this engine needs beyond the standard to play a process, and what it does not play."""
