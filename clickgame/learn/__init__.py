"""The course: lessons that rebuild the game step by step, and what runs a learner's code."""
