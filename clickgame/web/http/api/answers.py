"""The API's answers: each asks the engine, over the link, for what the pages show, and writes it as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from clickgame.contract.calls import Link
from clickgame.web.http.api.boards import Boards, Encoded, Line, Place, encode


class Asked(NamedTuple):
    """What a request asks for: the parts of its path by name, and its query as it was checked."""

    parts: Mapping[str, str]
    limit: int
    cursor: str = ""

    @property
    def place(self) -> Place:
        """The board in the path."""
        return Place(self.parts["arena"], self.parts["board"])


@dataclass(slots=True)
class Reads:
    """What answers are made from: the engine, the boards, and the API's own description."""

    link: Link
    boards: Boards
    description: Encoded = field(default_factory=lambda: encode({}))


def arenas(reads: Reads, _asked: Asked) -> Encoded:
    """List the arenas."""
    return encode(
        {
            "arenas": [
                {
                    "arena": arena.name,
                    "season": arena.season,
                    "online": arena.online,
                    "boards": [{"board": board.key, "title": board.title} for board in arena.boards],
                }
                for arena in reads.link.arenas()
            ]
        }
    )


def board(reads: Reads, asked: Asked) -> Encoded:
    """Give a part of a board. Raises UnknownArena, UnknownBoard and Refused."""
    return reads.boards.page(asked.place, limit=asked.limit, cursor=asked.cursor)


def standing(reads: Reads, asked: Asked) -> Encoded:
    """Give a player's rank. Raises UnknownArena, UnknownBoard and UnknownPlayer."""
    place, player = asked.place, asked.parts["player"]
    reads.boards.newest(place)  # which brings the ranks up to date
    rank, lines = reads.link.around(*place, player)
    return encode(
        {
            **place._asdict(),
            "player": player,
            "rank": rank or None,
            "lines": [Line(at, name, handle, score)._asdict() for name, at, handle, score in lines if rank],
        }
    )


def player(reads: Reads, asked: Asked) -> Encoded:
    """Give a player's profile. Raises UnknownPlayer."""
    found = reads.link.profile(asked.parts["player"])
    return encode({**found._asdict(), "scores": [score._asdict() for score in found.scores]})


def presence(reads: Reads, _asked: Asked) -> Encoded:
    """Count who is here."""
    report = reads.link.health()
    return encode({name: report[name] for name in ("online", "players", "presses")})


def description(reads: Reads, _asked: Asked) -> Encoded:
    """Give the description of the API."""
    return reads.description
