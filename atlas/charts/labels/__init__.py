"""Charts of labels: criteria, self-check, periods."""
