"""What players may report, what an operator may do about it, and how both are told: reasons and deeds are tables.

Nobody writes free text that another player reads: a reason is one of a list, with a sentence for whom it concerns.
"""

from typing import NamedTuple

PLAYER, ARENA, ADDRESS = "player", "arena", "address"
"""What a report or a deed is about: a player, an arena that a player has opened, or the network of a player."""

RENAME, HIDE, UNRANK, BAN = "rename", "hide", "unrank", "ban"
RETITLE, BLOCK, DISMISS, UNDO = "retitle", "block", "dismiss", "undo"
MARK = "mark"
"""What fair play does of itself: a player is off the boards of one arena until somebody undoes it."""

FAIR_PLAY = "fair play"
"""Who has done that, in the log. No operator may be called so."""

MACHINE = "machine"

ADMIN_SOCKET = "admin.sock"
"""The name of the Unix socket in the data folder at which the running server takes an operator's commands."""

DAY_S = 24 * 3600.0
LONGEST_S = 3650 * DAY_S
REPORTED_AT_ONCE, DEEDS_AT_ONCE, FOUND_MOST = 50, 100, 20
OPERATOR_LONGEST = 40


class Reason(NamedTuple):
    """A reason for a report or a deed: its key, its title, and how it goes on after "because of"."""

    key: str
    title: str
    words: str
    is_of_arenas: bool = True


REASONS = (
    Reason("name", "The name is offensive", "an offensive name"),
    Reason("impostor", "Poses as somebody else", "posing as somebody else"),
    Reason("private", "Gives away something private", "something private of a person"),
    Reason("advert", "Advertises something", "advertising"),
    Reason(MACHINE, "Presses by machine", "presses that look like a machine's", is_of_arenas=False),
)
REASON_OF = {reason.key: reason for reason in REASONS}


class DeedKind(NamedTuple):
    """What an operator may do: its key, what it is done to, its name as a command and as something done.

    A sanction is what its player is *told*. It goes on until *for_s* (s) have passed or, with 0, until it is undone.
    """

    key: str
    to: str
    title: str
    done: str
    told: str = ""
    for_s: float = 0.0


DEEDS = (
    DeedKind(RENAME, PLAYER, "Rename", "renamed", "You were given this name", 7 * DAY_S),
    DeedKind(HIDE, PLAYER, "Hide", "hid", "Others do not see you on boards, in the feed or among the people"),
    DeedKind(UNRANK, PLAYER, "Unrank", "unranked", "Your presses count, but on no board"),
    DeedKind(BAN, PLAYER, "Ban", "banned", "Your presses do not count", DAY_S),
    DeedKind(BLOCK, ADDRESS, "Ban the network of", "banned the network of", for_s=3600.0),
    DeedKind(RETITLE, ARENA, "Rename", "renamed the arena"),
    DeedKind(DISMISS, "", "Dismiss the reports on", "dismissed the reports on"),
)
"""All that an operator may do but for undoing it; *to* is "" for what is done to a player or an arena."""

MARKING = DeedKind(MARK, PLAYER, "Take off an arena's boards", "took off the boards")
DEED_OF = {kind.key: kind for kind in (*DEEDS, MARKING)}
SANCTIONS = frozenset(kind.key for kind in DEEDS if kind.told)


class DeedAsk(NamedTuple):
    """What an operator asks for: what, to whom, why, and for how long (s); below 0 for as long as usual.

    Everything is as it came in, and is looked at where it is done.
    """

    operator: str
    what: object
    whom: object
    why: object
    for_s: object = -1.0


class DeedRead(NamedTuple):
    """A deed as an operator reads it; *until* is 0 for one without an end, *undone_by* for one that was not undone.

    *name* is the handle or the title that goes with *whom*, *before* and *after* are names that were changed. A mark
    has the arena's title as *before*.
    """

    number: int
    at: float
    operator: str
    what: str
    whom: str
    name: str
    why: str
    until: float
    before: str
    after: str
    undone_by: int
    is_in_force: bool


class Block(NamedTuple):
    """The *addresses* that the deed of that *number* keeps out for *left_s* more (s); without an end, that is none."""

    number: int
    addresses: list[str]
    left_s: float = 0.0


class Reported(NamedTuple):
    """A player or an arena that others have reported, and has not been dealt with since.

    *of* says which it is, *reasons* how often each was given, *newest_at* (s) when the last report came.
    """

    of: str
    target: str
    name: str
    reports: int
    reasons: dict[str, int]
    newest_at: float


class PlayerRead(NamedTuple):
    """A player as an operator reads one: *in_force* are the sanctions, *reports* how many are not dealt with."""

    player: str
    handle: str
    total: int
    best: int
    is_here: bool
    reports: int
    in_force: list[DeedRead]


class Sanction(NamedTuple):
    """A sanction as its player is told: its kind, why, and *until* when (s, 0: without an end)."""

    what: str
    why: str
    until: float
