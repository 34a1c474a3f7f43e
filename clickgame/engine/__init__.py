"""Owns the rules' state: one lock, one way to the journal, and the jobs."""
