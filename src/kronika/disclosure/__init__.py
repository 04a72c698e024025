"""What leaves, and in which shape: consent, rows, the exchange with other systems, the report."""
