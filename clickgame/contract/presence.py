"""Who is in an arena, as it travels.

Those who are shown stand in one text, `who`: ``1f0a:Fox,77b2:Shy Newt``, the public id and the handle of each, whoever
has been here longest first. What changes from second to second is another one, `news`: ``1204,512,pw`` says that 1,204
are here, that 512 of them play, and then, a character each, what those in `who` do. Each is the whole truth at any
time, so whoever missed some needs nothing but the newest.
"""

from typing import NamedTuple

PLAYING, WATCHING, AWAY, GONE = "p", "w", "a", "-"
"""What somebody who is shown does; the last one has left, and the place is filled with the next `who`."""

PLAYING_S = 10.0
"""For how long after a press somebody who looks at the page still plays."""


class Move(NamedTuple):
    """By how many the page loads of *player* in *arena* have changed, and those among them that are looked at."""

    player: str
    arena: str
    pages: int
    seen: int


class People(NamedTuple):
    """Who is in an arena."""

    who: str
    news: str
