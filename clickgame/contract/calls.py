"""What a gateway may ask an engine for, and how it is told: the seam between the two.

An answer is given to a callback once the journal has what it says, so that a link may be a call within the process or a
message to another. A refusal is an answer like any other: a GameError, given, not raised.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from clickgame.contract.boards import Board, Line
from clickgame.contract.errors import GameError
from clickgame.contract.facts import Fact, Outcome, Standing, Welcome
from clickgame.contract.fairplay import MarkRead
from clickgame.contract.feed import FeedAsk, FeedPage
from clickgame.contract.moderation import DeedAsk, DeedRead, PlayerRead, Reported
from clickgame.contract.presence import Move, People
from clickgame.contract.reads import ArenaInfo, Chosen, Holder, Profile
from clickgame.contract.runs import Race, RunCard, RunRead
from clickgame.contract.seasons import ClosedSeason

Answer = TypeVar("Answer")
Then = Callable[[Answer | GameError], None]
"""Takes an answer, or the refusal of it."""


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


class Moderating(Protocol):
    """What operators may ask an engine for, and what players may report to them."""

    def do(self, ask: DeedAsk, then: Then[DeedRead]) -> None:
        """Do what an operator asks for, and tell what was done.

        Refuses with UnknownDeed, UnknownReason, UnknownPlayer, UnknownArena, TimeInvalid, AlreadyInForce or
        EventMalformed.
        """
        ...

    def undo(self, operator: str, number: object, then: Then[DeedRead]) -> None:
        """Undo a deed by its number. Refuses with UnknownDeed, NothingToUndo, HandleTaken or EventMalformed."""
        ...

    def undo_all(self, operator: str, whom: object, then: Then[list[DeedRead]], *, what: object = "") -> None:
        """Undo the sanctions on a player, only those of the kind *what* if that is given. Refuses as `undo` does."""
        ...

    def reported(self) -> Sequence[Reported]:
        """List what players have reported and nobody has dealt with, what most have reported first."""
        ...

    def in_force(self) -> Sequence[DeedRead]:
        """List the sanctions that are in force, the newest first."""
        ...

    def log(self, whom: str = "") -> Sequence[DeedRead]:
        """List the newest deeds, the last first, only those done to *whom* if that is given."""
        ...

    def find(self, text: str) -> Sequence[PlayerRead]:
        """Find players by id, or by a part of the handle; some of many."""
        ...

    def report(self, player: str, of: object, target: object, why: object, then: Then[str]) -> None:
        """Report a player or an arena, by *of*, for a reason by its key; what was reported is answered.

        Refuses with UnknownPlayer, UnknownArena, UnknownReason, ReportOfOneself, ReportedAlready, TooManyReports or
        Banned.
        """
        ...


class Link(Protocol):
    """A gateway's way to the engine."""

    @property
    def changed(self) -> asyncio.Event:
        """Set when a board may have changed; whoever waits for it clears it."""
        ...

    @property
    def moderation(self) -> Moderating:
        """What operators may ask for, and what players may report to them."""
        ...

    def now(self) -> float:
        """Give the time (s) on the engine's line."""
        ...

    def listen(self, listener: Callable[[Fact], None], /) -> None:
        """Have *listener* called with every fact that no answer carries."""
        ...

    def arrive(self, token: str, then: Then[Welcome], *, is_new: bool) -> None:
        """Greet the player with *token*; with *is_new* it is a newcomer's, and may be sent twice.

        Refuses with UnknownPlayer a token that nobody has.
        """
        ...

    def holder(self, token: str) -> Holder | None:
        """Tell who has *token*, None if nobody has."""
        ...

    def change_token(self, player: str, token: str, then: Then[None]) -> None:
        """Let *player* be whoever has *token*, and no more who had the one before. Refuses with UnknownPlayer."""
        ...

    def hear(self, counts: Sequence[Count], then: Callable[[Sequence[Outcome | GameError]], None]) -> None:
        """Hear *counts* in their order; *then* is given what each came to, or its refusal."""
        ...

    def rename(self, player: str, raw: object, then: Then[str]) -> None:
        """Give *player* the handle *raw*, cleaned and answered.

        Refuses with HandleInvalid or its children, HandleTaken or HandleTooOften.
        """
        ...

    def kept(self, player: str) -> Mapping[str, object]:
        """Give all that is kept about *player*, by kinds of records, for the player alone. Raises UnknownPlayer."""
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

    def people(self, arena: str) -> People:
        """Say who is in *arena*, what they do, and how many they are. Raises UnknownArena."""
        ...

    def board(self, arena: str, board: str) -> Board:
        """Give the newest state of a board. Raises UnknownArena or UnknownBoard."""
        ...

    def standings(self, asked: Sequence[tuple[str, str, str]]) -> list[Standing]:
        """Give the rank of each *asked* player in an arena on a board, with the lines around."""
        ...

    def lines(self, arena: str, board: str, players: Iterable[str]) -> list[Line]:
        """Give the lines of those of *players* who are on the newest board, by rank.

        Raises UnknownArena or UnknownBoard.
        """
        ...

    def arenas(self) -> Sequence[ArenaInfo]:
        """List the arenas that everybody may see, with their boards."""
        ...

    def arena(self, name: str) -> ArenaInfo:
        """Give the arena called *name*, which may be one that a player has opened. Raises UnknownArena."""
        ...

    def arenas_of(self, player: str) -> Sequence[ArenaInfo]:
        """List the arenas that *player* has opened."""
        ...

    def open_arena(self, player: str, kind: object, title: object, then: Then[str]) -> None:
        """Open an arena of that *kind* and *title* for *player*; its name is answered.

        Refuses with UnknownPlayer, UnknownArena for a kind that is none, TitleInvalid or its children, TooManyArenas or
        ArenasFull.
        """
        ...

    def profile(self, player: str) -> Profile:
        """Give what anybody may know of a player. Raises UnknownPlayer."""
        ...

    def around(self, arena: str, board: str, player: str) -> Standing:
        """Give a player's rank as of the newest board, with the lines around wherever that is.

        Raises UnknownPlayer, UnknownArena or UnknownBoard.
        """
        ...

    def seasons(self, arena: str, period: str) -> Sequence[ClosedSeason]:
        """List the seasons of *arena* that are over, the newest first; none when nothing has that name."""
        ...

    def runs(self, player: str) -> Sequence[RunRead]:
        """List the newest runs of a player that are over, the last first. Raises UnknownPlayer."""
        ...

    def run(self, run: str) -> RunCard | None:
        """Give what a card says of the run with that id, None where there is none."""
        ...

    def race(self, player: str, arena: str) -> Race:
        """Give what a page of *player* is told of runs that arrives in *arena*. Raises UnknownArena."""
        ...

    def feed(self, ask: FeedAsk) -> FeedPage:
        """Give some entries of the feed, the newest first. Raises UnknownKind or UnknownArena."""
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

    def measure(self, player: str, arena: str, times: object, then: Then[bool], *, connection: str) -> None:
        """Take the *times* (whole ms, a list) of some of *player*'s presses, below 0 where no device made one.

        They came just now, by that *connection*: those of another one are by another clock.
        It is answered whether the player is off the arena's boards from now on. Refuses with UnknownArena or
        TimesInvalid.
        """
        ...

    def marks(self, player: str) -> Sequence[MarkRead]:
        """List why *player* is off the boards of arenas, if so."""
        ...

    def review(self, most: int) -> Sequence[MarkRead]:
        """List the *most* who are off boards since last, the last first."""
        ...

    def begin_check(self, player: str, arena: str, then: Then[tuple[int, ...]]) -> None:
        """Give a beat for *player* to follow (times in ms). Refuses with NoMark or NoTriesLeft."""
        ...

    def follow(self, player: str, arena: str, times: object, then: Then[bool]) -> None:
        """Answer whether presses at *times* followed the beat that was given; if so, *player* is on the boards again.

        Refuses with NoMark or TimesInvalid.
        """
        ...

    def chosen(self, player: str) -> Chosen:
        """Give what *player* has chosen. Raises UnknownPlayer."""
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

    def health(self) -> Mapping[str, object]:
        """Tell how the engine is: `status` is "ok", "saving" while the disk refuses, or "starting"."""
        ...


async def answered(ask: Callable[[Then[Answer]], None]) -> Answer:
    """Wait for the answer to what *ask* asks for. Raises GameError when it is refused."""
    future: asyncio.Future[Answer | GameError] = asyncio.get_running_loop().create_future()

    def answer(given: Answer | GameError) -> None:
        if not future.done():
            future.set_result(given)

    ask(answer)
    given = await future
    if isinstance(given, GameError):
        raise given
    return given
