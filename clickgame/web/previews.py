"""What each page is called, in the browser's tab, in search results and in the preview of a link to it.

One page is one line of PAGES. Its component gets the line's title and description when it is compiled, and the server
adds what only a request can tell (`web/http/documents.py`)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import reflex as rx

from clickgame.contract.errors import UnknownPlayer
from clickgame.contract.reads import Profile

NAME = "Click the Button"
NO_PLAYER = "Nobody has this address: it may be mistyped, or its player never pressed and was forgotten."

_OF_PLAYER = re.compile(r"/p/([\w-]{1,64})/?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What is told about the page at *path* before anything of it is drawn.

    *file* is where the build puts the page, below the folder that is served. A page that is *still* is sent as it was
    drawn, without scripts: it shows, and links, and opens no connection. *image* is 1200 by 630 pixels large.

    A page whose address has parts that vary is in `404.html`, Reflex's empty page, and `find` makes its preview."""

    path: str
    title: str
    description: str
    file: str
    is_still: bool = False
    status: int = 200
    image: str = "/preview.png"
    image_alt: str = "A large red button, and the words Click the Button"


HOME = Preview(
    path="/",
    title=NAME,
    description="One big button, one live board. Every press counts, at once and for everybody to see.",
    file="index.html",
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
)
MISSING = Preview(
    path="/not-found",
    title=f"Nothing here · {NAME}",
    description="There is no page at this address. The button is where it always was.",
    file="not-found/index.html",
    is_still=True,
    status=404,
)

PROFILE = Preview(
    path="/p/[profile_id]",
    title=f"A player · {NAME}",
    description="What a player has pressed: day by day, run by run, and all that was reached.",
    file="404.html",
)
"""The page about a player: the address has the player's id where its path has brackets; see `finder`."""

PAGES = {preview.path: preview for preview in (HOME, ABOUT, CHAMPIONS, ACHIEVEMENTS, API, MISSING)}


def find(path: str) -> Preview | None:
    """Give what is told of the page at *path*, None if there is none."""
    return PAGES.get(path.rstrip("/") or "/")


def finder(profile: Callable[[str], Profile]) -> Callable[[str], Preview | None]:
    """Make what finds every page, a player's among them by *profile*, which raises UnknownPlayer."""

    def find_any(path: str) -> Preview | None:
        asked = _OF_PLAYER.fullmatch(path)
        if asked is None:
            return find(path)
        try:
            return of(profile(asked[1]))
        except UnknownPlayer:
            return replace(
                PROFILE, path=path, title=f"No such player · {NAME}", description=NO_PLAYER, status=MISSING.status
            )

    return find_any


def of_player(player: rx.Var[str]) -> rx.Var[str]:
    """Give the path of the page about a player, by the public id."""
    return "/p/" + player.to(str)


def of(profile: Profile) -> Preview:
    """Give what is told of the page about a player."""
    total, best = sum(score.total for score in profile.scores), max((score.best for score in profile.scores), default=0)
    return replace(
        PROFILE,
        path=f"/p/{profile.player}",
        title=f"{profile.handle} · {NAME}",
        description=f"{profile.handle} has pressed {total:,} times, at best {best:,} times in one run.",
    )
