"""Fair play: what the times of presses say of who presses, and what follows from it."""
