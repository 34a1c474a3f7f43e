"""What a gateway may ask an engine for, and how it is told: the seam between the two.

What changes something, and what the live page needs, is answered to a callback: at once where the engine is beside, and
once the journal has what the answer says. What is only read is waited for; see `Reading`. A refusal is an answer like
any other: a GameError, given, not raised. An engine in another process may be away: then everything is refused with
EngineAway after some seconds, but for counts, which pages say again.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from clickgame.contract.answers import Then
from clickgame.contract.arenas import NOWHERE
from clickgame.contract.boards import Board, Line
from clickgame.contract.errors import GameError
from clickgame.contract.facts import Beginning, Fact, Outcome, Standing, Welcome
from clickgame.contract.feed import FeedPage
from clickgame.contract.learning import Learning
from clickgame.contract.moderating import Moderating
from clickgame.contract.moves import Moving
from clickgame.contract.ops import Operating
from clickgame.contract.presence import Move
from clickgame.contract.reading import Reading


class Count(NamedTuple):
    """What a page load says of its presses: the whole count since it was loaded.

    A resume is its first word on a connection, with the count that it was last answered (*acked*) and its age in
    seconds. Everything but *player*, *arena* and *is_resume* is as the page sent it.
    """

    player: str
    arena: str
    page: object
    presses: object
    acked: object = 0
    age_s: object = 0
    is_resume: bool = False


class Link(Reading, Protocol):
    """A gateway's way to the engine."""

    @property
    def changed(self) -> asyncio.Event:
        """Set when a board may have changed; whoever waits for it clears it."""
        ...

    @property
    def moderation(self) -> Moderating:
        """What operators may ask for, and what players may report to them."""
        ...

    @property
    def learning(self) -> Learning:
        """What is kept of learners."""
        ...

    @property
    def operating(self) -> Operating:
        """How the engine goes, for whoever looks after it."""
        ...

    @property
    def moves(self) -> Moving:
        """How players get to other devices."""
        ...

    def now(self) -> float:
        """Give the time (s) on the engine's line."""
        ...

    def listen(self, listener: Callable[[Fact], None], /) -> None:
        """Have *listener* called with every fact that no answer carries."""
        ...

    def arrive(self, token: str, then: Then[Welcome], *, is_new: bool, arena: str = NOWHERE) -> None:
        """Greet the player with *token*, whose page is in *arena*; with *is_new* it is a newcomer's.

        Asked twice, it is done once. Refuses with UnknownPlayer a token that nobody has.
        """
        ...

    def change_token(self, player: str, token: str, then: Then[None]) -> None:
        """Let *player* be whoever has *token*, and no more who had the one before: pages that have it are cut off.

        Refuses with UnknownPlayer.
        """
        ...

    def sign_out(self, player: str, then: Then[None]) -> None:
        """Have all pages of *player* load themselves anew, for some have another cookie now."""
        ...

    def hear(self, counts: Sequence[Count], then: Callable[[Sequence[Outcome | GameError]], None]) -> None:
        """Hear *counts* in their order; *then* is given what each came to, or its refusal."""
        ...

    def rename(self, player: str, raw: object, then: Then[str]) -> None:
        """Give *player* the handle *raw*, cleaned and answered.

        Refuses with HandleInvalid or its children, HandleTaken or HandleTooOften.
        """
        ...

    def erase(self, player: str, then: Then[None]) -> None:
        """Drop *player* with all that is known; it is answered once that is on record. Refuses with UnknownPlayer."""
        ...

    def present(self, *, joined: Sequence[str] = (), left: Sequence[str] = ()) -> None:
        """Say which players have come to this gateway, and which have left it."""
        ...

    def attend(self, moves: Sequence[Move]) -> None:
        """Say which page loads have come to arenas, gone from them, or are looked at or no longer so."""
        ...

    def begin(self, player: str, arena: str, board: str, then: Then[Beginning]) -> None:
        """Give what a page of *player* has to know that has just introduced itself in *arena* and shows *board*.

        Refuses with UnknownArena or UnknownPlayer.
        """
        ...

    def board(self, arena: str, board: str, then: Then[Board]) -> None:
        """Give the newest state of a board. Refuses with UnknownArena or UnknownBoard."""
        ...

    def standings(self, asked: Sequence[tuple[str, str, str]], then: Then[Sequence[Standing]]) -> None:
        """Give the rank of each *asked* player in an arena on a board, with the lines around."""
        ...

    def lines(self, arena: str, board: str, players: Iterable[str], then: Then[Sequence[Line]]) -> None:
        """Give the lines of those of *players* who are on the newest board, by rank.

        Refuses with UnknownArena or UnknownBoard.
        """
        ...

    def open_arena(self, player: str, kind: object, title: object, then: Then[str]) -> None:
        """Open an arena of that *kind* and *title* for *player*; its name is answered.

        Refuses with UnknownPlayer, UnknownArena for a kind that is none, TitleInvalid or its children, TooManyArenas or
        ArenasFull.
        """
        ...

    def react(self, player: str, number: object, reaction: object, then: Then[FeedPage]) -> None:
        """Let *reaction* be what *player* answers to an entry of the feed, "" being nothing, and give that entry.

        Asked twice, it is done once.

        Refuses with UnknownPlayer, UnknownEntry, UnknownReaction or ReactionsFull.
        """
        ...

    def hide(self, player: str, number: object, then: Then[FeedPage], *, is_hidden: bool) -> None:
        """Hide an entry of the feed that is about *player*, or show it again, and give it.

        Asked twice, it is done once.

        Refuses with UnknownPlayer, UnknownEntry or NotYours.
        """
        ...

    def measure(
        self, player: str, arena: str, times: object, then: Then[bool], *, made_with: str, connection: str
    ) -> None:
        """Take the *times* (whole ms, a list) of some of *player*'s presses, below 0 where no device made one.

        *made_with* is what the page calls that which made the last of them, "" where it does not know.
        They came just now, by that *connection*: those of another one are by another clock.
        It is answered whether the player is off the arena's boards from now on. Refuses with UnknownArena or
        TimesInvalid.
        """
        ...

    def begin_check(self, player: str, arena: str, then: Then[tuple[int, ...]]) -> None:
        """Give a beat for *player* to follow (times in ms). Refuses with NoMark or NoTriesLeft."""
        ...

    def follow(self, player: str, arena: str, times: object, then: Then[bool]) -> None:
        """Answer whether presses at *times* followed the beat that was given; if so, *player* is on the boards again.

        Refuses with NoMark or TimesInvalid.
        """
        ...

    def leave_boards(self, player: str, is_off: object, then: Then[None]) -> None:
        """Let *player* leave all boards, or come back. Refuses with UnknownPlayer or EventMalformed."""
        ...

    def change_program(self, player: str, key: str, then: Then[None]) -> None:
        """Let programs that have *key* press for *player*, and no others; "" is none. Refuses with UnknownPlayer."""
        ...

    def hear_program(self, key: str, count: Count, then: Then[Outcome]) -> None:
        """Hear *count* of the player with *key*. Refuses with KeyUnknown, PeopleOnly, Banned, and as an arena does."""
        ...
