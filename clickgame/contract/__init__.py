"""All that engine and gateway both know: the calls, the facts, the errors, the boards; plain data."""
