"""What one stranger may ask of a server: connections, new players, events, lines of the log."""
