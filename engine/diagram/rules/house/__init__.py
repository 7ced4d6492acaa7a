"""House rules of the profile `chengxu`: what an official process must show."""
