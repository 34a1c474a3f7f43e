"""What a board's text is made of, for whoever writes it and whoever reads it."""

SLOT_0 = ord(":")
"""The character of the first slot in a board's text (`engine/slots.py`); it and those after it are no digits."""
