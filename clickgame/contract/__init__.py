"""What engine and gateway both know: the errors and the facts; plain data."""
