"""The channels between a page and the game: a line for each state that the page shows.

A channel says by which name the page knows the state, which vars are written from here, which of its handlers the page
may call with which values, and whether a reconnect keeps what the page has. Everything that has to know one of these
reads it here; a test holds the table against the states themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

ROOT = "reflex___state____state"
"""Reflex's own state, of which every other one is a child."""

NAMESPACE = "/_event"
"""The Socket.IO namespace, and the path, that Reflex's page connects to."""

FIELD_MARKER = "_rx_state_"
"""What Reflex puts behind each var's name."""

TEXT_LONGEST = 4_096
PROGRAM_LONGEST = 20_000
"""As the sandbox has it."""

PRESS, RESUME, MEASURE, WATCH, RENAME, LOOK = "press", "resume", "measure", "watch", "rename", "look"
ERASE, EXPORT, LEAVE, JUDGE = "erase", "export", "leave", "judge"


@dataclass(frozen=True, slots=True)
class Call:
    """The values that an event brings, and of what type each is; those that are no keys of it are refused.

    No text among them has more than *longest* characters.
    """

    required: Mapping[str, type] = field(default_factory=dict[str, type])
    optional: Mapping[str, type] = field(default_factory=dict[str, type])
    longest: int = TEXT_LONGEST


@dataclass(frozen=True, slots=True)
class Channel:
    """One state of the page: *vars* that are written from here, *calls* by handler; *is_kept* by a reconnect.

    Calls of a channel that *is_public* are for pages without a player as well.
    """

    state: str
    vars: tuple[str, ...]
    calls: Mapping[str, Call]
    is_kept: bool = False
    is_public: bool = False

    @property
    def name(self) -> str:
        """The state's full name, as Reflex makes it from the class `State` in `web/states/state.py`."""
        return f"{ROOT}.clickgame___web___states___{self.state}____{self.state}"

    def event(self, call: str) -> str:
        """Give the full name of the event that asks for *call*."""
        return f"{self.name}.{call}"


PLAY = Channel(
    "play",
    (
        "score",
        "acked",
        "best",
        "before",
        "left_s",
        "mark",
        "ended",
        "held_s",
        "held_no",
        "rank",
        "neighbours",
        "saving",
        "lasted_s",
        "ghosts",
        "story",
    ),
    {
        RESUME: Call({"presses": int, "page": str, "acked": int, "age_s": int, "board": str}),
        PRESS: Call({"presses": int, "page": str}),
        MEASURE: Call({"times": list}, {"made_with": str}),
    },
    is_kept=True,
)
BOARD = Channel(
    "board",
    ("shown", "names", "fresh", "lines", "total", "online", "crowned"),
    {WATCH: Call({"board": str})},
    is_kept=True,
)
IDENTITY = Channel(
    "identity",
    ("player", "handle", "link", "said", "said_again", "streak", "streak_day", "streak_until", "earned"),
    {RENAME: Call({"form": dict}), ERASE: Call(), EXPORT: Call()},
    is_kept=True,
)
PRESENCE = Channel("presence", ("who", "news"), {LOOK: Call({"is_seen": bool})}, is_kept=True)
FOLLOWED = Channel("followed", ("board", "lines"), {"watch": Call({"board": str, "players": str})}, is_kept=True)
FEED = Channel(
    "feed",
    ("news", "line", "page", "own", "kind", "arena", "arenas"),
    {
        "watch": Call({"kind": str, "arena": str}),
        "older": Call({"kind": str, "arena": str, "before": int}),
        "react": Call({"number": int, "reaction": str}),
        "hide": Call({"number": int, "is_hidden": bool}),
        "leave": Call(),
    },
    is_kept=True,
)
NOTICE = Channel("notice", ("code", "text", "number"), {"dismiss": Call()})

SEASONS = Channel(
    "seasons",
    ("period", "cards", "has_more", "is_known"),
    {"show": Call({"period": str, "count": int})},
    is_public=True,
)

PROFILE = Channel(
    "profile",
    (
        "player",
        "handle",
        "is_unknown",
        "facts",
        "bars",
        "said",
        "runs",
        "arenas",
        "reached",
        "crowns",
        "progress",
        "fair",
    ),
    {
        "show": Call({"player": str}),
        "why": Call(),
        LEAVE: Call({"is_off": bool}),
        "check": Call({"arena": str}),
        "follow": Call({"arena": str, "times": list}),
    },
    is_public=True,
)

PLACE = Channel("place", ("name", "title", "text", "look", "boards", "is_timed", "is_gone"), {}, is_kept=True)
ARENAS = Channel("arenas", ("mine", "counts", "opened"), {"open": Call({"form": dict})})

MODERATION = Channel(
    "moderation",
    ("said", "desk"),
    {
        "report": Call({"of": str, "target": str, "form": dict}),
        "look": Call({"token": str, "text": str}),
        "do": Call({"token": str, "operator": str, "text": str, "form": dict}),
        "undo": Call({"token": str, "operator": str, "text": str, "number": int}),
    },
    is_public=True,
)

OPS = Channel(
    "ops",
    ("page",),
    {
        "look": Call({"token": str, "operator": str, "span": str}),
        "again": Call({"token": str, "operator": str, "span": str, "job": str}),
        "limit": Call({"token": str, "operator": str, "span": str, "form": dict}),
    },
    is_kept=True,
    is_public=True,
)

LEARN = Channel(
    "learn",
    ("told", "solution", "course", "tape"),
    {
        "run": Call({"lesson": str, "code": str}, longest=PROGRAM_LONGEST),
        "check": Call({"lesson": str, "code": str}, longest=PROGRAM_LONGEST),
        "hint": Call({"lesson": str, "number": int}),
        "solve": Call({"lesson": str}),
        JUDGE: Call({"lesson": str, "code": str}, longest=PROGRAM_LONGEST),
    },
    is_kept=True,
    is_public=True,
)

CHANNELS = (
    *(PLAY, BOARD, IDENTITY, PRESENCE, FOLLOWED, FEED, NOTICE),
    *(SEASONS, PROFILE, PLACE, ARENAS, MODERATION, OPS, LEARN),
)

HYDRATE = f"{ROOT}.hydrate_and_load"
LOAD = f"{ROOT}.reflex___state____on_load_internal_state.on_load_internal"
FRONTEND_FAULT = f"{ROOT}.reflex___state____frontend_event_exception_state.handle_frontend_exception"
BEFORE_A_PLAYER = frozenset({HYDRATE, LOAD})
"""What Reflex's page sends of itself: on each connection, and when it has gone to another page."""

PUBLIC = frozenset(channel.event(name) for channel in CHANNELS if channel.is_public for name in channel.calls)
"""What a page may ask for that has no player."""

CALLS: Mapping[str, Call] = {
    **{channel.event(name): call for channel in CHANNELS for name, call in channel.calls.items()},
    HYDRATE: Call(optional={"hashes": list}),
    LOAD: Call(),
    FRONTEND_FAULT: Call({"info": str, "component_stack": str}),
}
"""Every event that a page may send, by its full name: the channels' own, and those of Reflex that the page needs."""

ARRIVE = IDENTITY.event("arrive")
"""What a page that needs a player has done when it loads; no page may ask for it by itself."""

RETURN = IDENTITY.event("come_back")
"""What a page has done that needs no player, but may show something to one who is known."""
