"""Who is here, as this tab sees it, and whether somebody sees this tab."""

import reflex as rx

from clickgame.web import wired


class Presence(rx.State):
    """The people in the arena, as `contract/presence.py` writes them; nothing but the gateway writes them here."""

    who: str = ""
    news: str = ""

    @rx.event
    async def look(self, is_seen: bool) -> None:  # noqa: FBT001  # an event's values have no other way in
        """Hear whether this page is looked at."""
        client = wired.lobby.clients.find(self.router.session.session_id)
        if client is not None:
            wired.lobby.presence.look(client, is_seen=is_seen)
