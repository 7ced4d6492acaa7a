"""What strangers hand in is read in a child process of bounded time and memory: nothing it does can take its parent along."""
