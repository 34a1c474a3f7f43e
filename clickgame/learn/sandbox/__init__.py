"""Runs learners' programs where they can reach nothing, in processes of their own, beside the game and behind it."""
