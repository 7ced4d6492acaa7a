"""Is it declared, in use or offered already? (articles 6, 11, 19)"""
