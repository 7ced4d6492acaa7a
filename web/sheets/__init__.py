"""Excel files that people bring: the one door of openpyxl."""
