"""Passes on what the engine says has happened to the pages that it concerns."""

from collections.abc import Callable

from clickgame.contract.calls import Link
from clickgame.contract.facts import (
    BlocksChanged,
    Fact,
    FeedChanged,
    FeedTold,
    NetworkBanned,
    PlayerErased,
    RunEnded,
    SanctionsChanged,
    SavingChanged,
    SignedOut,
    StoryTold,
)
from clickgame.gateway import replies
from clickgame.gateway.clients import Client, Clients
from clickgame.gateway.feed import Feed
from clickgame.gateway.reflex.channels import IDENTITY, PLAY
from clickgame.gateway.reflex.protocol import delta


class Facts:
    """Tells the pages of *clients* what the engine at the end of *link* has said; *feed* takes what is its own."""

    def __init__(self, link: Link, clients: Clients, feed: Feed, *, part: Callable[[str], None]) -> None:
        """Listen; *part* lets go of the pages of a player who is no more."""
        self._link = link
        self._clients = clients
        self._feed = feed
        self._part = part
        self.is_saving = False
        """Whether the disk is in trouble, and presses wait to be on record."""
        link.listen(self.pass_on)

    def pass_on(self, fact: Fact) -> None:
        """Tell of *fact* whom it concerns."""
        match fact:
            case RunEnded():
                self._tell_run_ended(fact)
            case StoryTold():
                self._tell_story(fact)
            case SavingChanged():
                self._tell_saving(is_troubled=fact.is_troubled)
            case SanctionsChanged():
                for client in self._clients.of(fact.player):
                    replies.tell_sanction(client, fact.gravest, now=self._link.now())
            case PlayerErased():
                self._part(fact.player)
            case FeedTold() | FeedChanged():
                self._feed.take(fact)
            case SignedOut() | NetworkBanned() | BlocksChanged():
                pass  # `SigningOut` and `Blocks` listen themselves
            case _:
                frame = delta(IDENTITY, replies.to_identity(fact))
                for client in self._clients.of(fact.player):
                    client.wire.write(frame)

    def _tell_saving(self, *, is_troubled: bool) -> None:
        self.is_saving = is_troubled
        frame = delta(PLAY, {"saving": is_troubled})
        for client in self._clients.all():
            client.wire.write(frame)

    def _in_arena(self, fact: RunEnded | StoryTold) -> list[Client]:
        return [client for client in self._clients.of(fact.player) if client.arena == fact.arena]

    def _tell_run_ended(self, fact: RunEnded) -> None:
        for client in self._in_arena(fact):
            client.wire.write(delta(PLAY, replies.to_run_ended(client, fact)))

    def _tell_story(self, fact: StoryTold) -> None:
        here = self._in_arena(fact)
        if here:
            frame = delta(PLAY, replies.to_story(fact.story, fact.ghosts))
            for client in here:
                client.wire.write(frame)
