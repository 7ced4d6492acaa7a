"""Excel files that people bring or take away: the one door of openpyxl."""
