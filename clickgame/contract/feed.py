"""The feed: which facts are worth telling and how each is said, what may be answered to them, and how they travel.

An entry is told in words, after the handle of its player and before that of the other one, if it is about two:
``Fox`` ``took 3rd place from`` ``Kiwi``. Handles are those of the moment at which it is read. A new kind of entry is
one line of FEED_KINDS, a new reaction one of REACTIONS.
"""

from collections.abc import Mapping
from typing import NamedTuple


class FeedKind(NamedTuple):
    """A kind of entry: its key, what entries of it are called, and the words of one.

    Words may have the entry's {subject}, and its {amount}: as it is, as so many {presses}, as a {place}. Where there
    are too many, those of the larger *weight* are told. *every_s* is how long a player has to wait for the next.
    """

    key: str
    title: str
    words: str
    weight: int
    every_s: float = 0.0


FEED_KINDS = (
    FeedKind("champion", "Champions", "is champion of the {subject} with {presses}", weight=9),
    FeedKind("opened", "Arenas", "opened an arena: {subject}", weight=8),
    FeedKind("streak", "Streaks", "has pressed on {amount} days in a row", weight=7),
    FeedKind("best", "Best runs", "has a new best run: {amount}", weight=6),
    FeedKind("ended", "Top 10 runs", "ended a run of {amount} in the top 10", weight=5),
    FeedKind("achievement", "Achievements", "reached {subject}", weight=4),
    FeedKind("lesson", "Lessons", "passed a lesson: {subject}", weight=3),
    FeedKind("entered", "Top 10", "climbed into the top 10, to {place} place", weight=2, every_s=600),
    FeedKind("overtook", "Overtakings", "took {place} place from", weight=1, every_s=60),
)

KINDS: Mapping[str, FeedKind] = {kind.key: kind for kind in FEED_KINDS}


class Reaction(NamedTuple):
    """A reaction: its key, the character that is shown, and what it is called."""

    key: str
    sign: str
    title: str


REACTIONS = (
    # All of them are in fonts that have few emoji, too.
    Reaction("heart", "😍", "Love it"),
    Reaction("fast", "⚡", "Fast"),
    Reaction("wow", "😮", "Wow"),
    Reaction("laugh", "😄", "Ha ha"),
    Reaction("cool", "😎", "Cool"),
)

REACTION_KEYS = tuple(reaction.key for reaction in REACTIONS)


class FeedEntry(NamedTuple):
    """An entry as it is told: *number* rises, *at* is in seconds (UTC), *words* stand between the two handles.

    *other* and *other_handle* are "" for an entry about one player, *arena* for one about all of them. *counts* are
    those of the reactions, in the order of REACTIONS. One that is hidden is told to its player alone.
    """

    number: int
    at: float
    kind: str
    player: str
    handle: str
    words: str
    other: str
    other_handle: str
    arena: str
    counts: tuple[int, ...]
    is_hidden: bool


class FeedPage(NamedTuple):
    """Some entries in a row, the newest first: all of what was asked for from *low* (not counted) to *high*.

    *mine* has the reader's own reactions by number; *has_more* tells that there are older ones.
    """

    entries: list[FeedEntry]
    mine: dict[int, str]
    low: int
    high: int
    has_more: bool


class FeedAsk(NamedTuple):
    """Which entries are asked for: of a kind and an arena ("": of all), *most* of them before the number *before*.

    0 is before none. *player* is the reader, who alone sees what that player has hidden; "" for nobody.
    """

    kind: str = ""
    arena: str = ""
    before: int = 0
    most: int = 30
    player: str = ""
