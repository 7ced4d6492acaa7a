"""Panels of experts: who must stand aside, a draw that anyone can repeat, opinions, votes (articles 5 and 13)."""
