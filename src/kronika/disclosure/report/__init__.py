"""The report: one HTML file that shows a number, what it means and everybody behind it."""
