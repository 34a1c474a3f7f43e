"""What is on disk: snapshots, the journal between them, and how the game comes back from both."""
