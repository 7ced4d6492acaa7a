"""Rules of the file itself: whoever breaks one is not read any further."""
