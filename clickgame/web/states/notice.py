"""What the server refused, in words that a player can read."""

import reflex as rx


class Notice(rx.State):
    """The last refusal on this page."""

    code: str = ""
    text: str = ""
    number: int = 0

    @rx.event
    def dismiss(self) -> None:
        """Take the notice away."""
        self.code, self.text = "", ""
