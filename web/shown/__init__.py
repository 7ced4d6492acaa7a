"""How things are shown: values, times left, names, histories, and what every template knows."""
