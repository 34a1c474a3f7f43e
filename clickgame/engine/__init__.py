"""Owns the rules' state: one lock, one way to the journal, the jobs, the boards, and who is present."""
