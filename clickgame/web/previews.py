"""What each page is called, in the browser's tab, in search results and in the preview of a link to it.

One page is one line of PAGES. Its component gets the line's title and description when it is compiled, and the server
adds what only a request can tell (`web/http/documents.py`)."""

from dataclasses import dataclass

import reflex as rx

NAME = "Click the Button"
NO_PLAYER = "Nobody has this address: it may be mistyped, or its player never pressed and was forgotten."

RUN_AT = "/r/"
"""Before a run's id, the address of the page about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What is told about the page at *path* before anything of it is drawn.

    *file* is where the build puts the page, below the folder that is served. A page that is *still* is sent as it was
    drawn, without scripts: it shows, and links, and opens no connection. *image* is 1200 by 630 pixels large. *words*
    are texts of the page by name that are put in when it is sent, besides the rules. A page that *has_player* makes
    whoever visits it one, and is sent with the cookie for it.
    *parts* are those of its hidden parts that are shown.

    A page whose address has parts that vary is in `404.html`, Reflex's empty page, and `find` makes its preview."""

    path: str
    title: str
    description: str
    file: str
    is_still: bool = False
    has_player: bool = False
    status: int = 200
    image: str = "/preview.png"
    image_alt: str = "A large red button, and the words Click the Button"
    words: tuple[tuple[str, str], ...] = ()
    parts: tuple[str, ...] = ()


HOME = Preview(
    path="/",
    title=NAME,
    description="One big button, one live board. Every press counts, at once and for everybody to see.",
    file="index.html",
    has_player=True,
)
ABOUT = Preview(
    path="/about",
    title=f"How it works · {NAME}",
    description="One button, one board, a handful of rules with their numbers, and what is kept of you.",
    file="about/index.html",
    is_still=True,
)
CHAMPIONS = Preview(
    path="/champions",
    title=f"Champions · {NAME}",
    description="The days and weeks that are over, and who pressed most in each.",
    file="champions/index.html",
)
FEED = Preview(
    path="/feed",
    title=f"What happens here · {NAME}",
    description="Who reached what, who overtook whom, and who won: as it happens, and back to the beginning.",
    file="feed/index.html",
    has_player=True,
)
API = Preview(
    path="/api",
    title=f"The API · {NAME}",
    description="Boards, places, players and who is here, as JSON and as a stream: every address, with an example.",
    file="api/index.html",
    is_still=True,
)
ACHIEVEMENTS = Preview(
    path="/achievements",
    title=f"Achievements · {NAME}",
    description="All that there is to reach, and what you have reached of it.",
    file="achievements/index.html",
    has_player=True,
)
ARENAS = Preview(
    path="/arenas",
    title=f"Arenas · {NAME}",
    description="A button, a board and a crowd each, and a twist of its own. Or open one for your friends.",
    file="arenas/index.html",
    has_player=True,
)
ARENA = Preview(
    path="/a/[arena]",
    title=f"An arena · {NAME}",
    description="One button, one live board, and a twist.",
    file="404.html",
    has_player=True,
)
"""The page of an arena: the address has its name where the path has brackets, see `finders.py`."""

PROFILE = Preview(
    path="/p/[profile_id]",
    title=f"A player · {NAME}",
    description="What a player has pressed: day by day, run by run, and all that was reached.",
    file="404.html",
)
"""The page about a player, likewise with the public id."""

RUN = Preview(
    path="/run",
    title=f"A run · {NAME}",
    description="What a run came to, press by press: each that is shared has a page of its own.",
    file="run/index.html",
    is_still=True,
    words=(("headline", "A run"), ("story", "Each run that is shared has a page of its own."), ("place", "/")),
)
OPERATOR = Preview(
    path="/operator",
    title=f"Operator · {NAME}",
    description="For whoever runs the game: what was reported, and what to do about it.",
    file="operator/index.html",
)
OPS = Preview(
    path="/ops",
    title=f"How it goes · {NAME}",
    description="Whether the game is up, who is here, how many presses there are, and how soon they are answered.",
    file="ops/index.html",
)
DEVICES = Preview(
    path="/devices",
    title=f"Your devices · {NAME}",
    description="Be the same player on another device, by a link that works once; or sign out.",
    file="devices/index.html",
    is_still=True,
    words=(
        ("headline", "Your devices"),
        ("story", "Load this page anew to see who plays in this browser."),
        ("button", "Go on"),
        *((name, "") for name in ("lost", "code", "address", "left", "move", "key")),
    ),
)
PRIVACY = Preview(
    path="/privacy",
    title=f"What is kept of you · {NAME}",
    description="What is kept of you, why and for how long, in plain words; and how to read, hide or delete all of it.",
    file="privacy/index.html",
)
LEARN = Preview(
    path="/learn",
    title=f"Rebuild the game · {NAME}",
    description="Lessons in plain Python, from one button to an arena of your own: written and run in the page.",
    file="learn/index.html",
)
MISSING = Preview(
    path="/not-found",
    title=f"Nothing here · {NAME}",
    description="There is no page at this address. The button is where it always was.",
    file="not-found/index.html",
    is_still=True,
    status=404,
)

PAGES = {
    preview.path: preview
    for preview in (
        HOME,
        ABOUT,
        CHAMPIONS,
        ACHIEVEMENTS,
        ARENAS,
        FEED,
        API,
        PRIVACY,
        RUN,
        DEVICES,
        OPERATOR,
        OPS,
        LEARN,
        MISSING,
    )
}


def lesson_at(key: str) -> str:
    """Give the path of the page of the lesson *key*."""
    return f"{LEARN.path}/{key}"


def of_lesson(key: str, title: str) -> Preview:
    """Make what is told of the page of a lesson."""
    path = lesson_at(key)
    return Preview(
        path=path,
        title=f"{title} · {NAME}",
        description=f"{title}: a lesson of the course that rebuilds the game, with an editor and checks in the page.",
        file=f"{path.removeprefix('/')}/index.html",
    )


def find(path: str) -> Preview | None:
    """Give what is told of the page at *path*, None if there is none."""
    return PAGES.get(path.rstrip("/") or "/")


def of_player(player: rx.Var[str]) -> rx.Var[str]:
    """Give the path of the page about a player, by the public id."""
    return "/p/" + player.to(str)
