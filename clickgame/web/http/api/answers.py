"""The API's answers: each asks the engine, over the link, for what the pages show, and writes it as JSON."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from clickgame.contract.answers import EngineAway
from clickgame.contract.calls import Link
from clickgame.contract.errors import UnknownPeriod
from clickgame.contract.feed import REACTION_KEYS, FeedAsk, FeedEntry
from clickgame.contract.seasons import ClosedSeason
from clickgame.core.periods import PERIODS
from clickgame.web.http.api import problems
from clickgame.web.http.api.boards import Boards, Encoded, Line, Place, encode
from clickgame.web.http.api.problems import Refused

SEASON = r"[0-9]{1,6}"
"""How a cursor of seasons is written: the number of the last one that was given."""

NUMBER = r"[0-9]{1,15}"
"""How a cursor of the feed is written: the number below which to go on."""

_FIRST_DAYS = {period.key: period.first for period in PERIODS}


class Asked(NamedTuple):
    """What a request asks for: the parts of its path by name, and its query as it was checked."""

    parts: Mapping[str, str]
    limit: int
    cursor: str = ""
    kind: str = ""
    arena: str = ""

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


async def arenas(reads: Reads, _asked: Asked) -> Encoded:
    """List the arenas."""
    return encode(
        {
            "arenas": [
                {
                    "arena": arena.name,
                    "season": arena.season,
                    "title": arena.title,
                    "text": arena.text,
                    "run_s": arena.run_s,
                    "is_timed": arena.is_timed,
                    "online": arena.online,
                    "boards": [{"board": board.key, "title": board.title} for board in arena.boards],
                    "periods": [{"period": period.key, "title": period.title} for period in arena.periods],
                }
                for arena in await reads.link.arenas()
            ]
        }
    )


async def board(reads: Reads, asked: Asked) -> Encoded:
    """Give a part of a board. Raises UnknownArena, UnknownBoard and Refused."""
    return await reads.boards.page(asked.place, limit=asked.limit, cursor=asked.cursor)


async def standing(reads: Reads, asked: Asked) -> Encoded:
    """Give a player's rank. Raises UnknownArena, UnknownBoard and UnknownPlayer."""
    place, player = asked.place, asked.parts["player"]
    await reads.boards.newest(place)  # which brings the ranks up to date
    rank, lines = await reads.link.around(*place, player)
    return encode(
        {
            **place._asdict(),
            "player": player,
            "rank": rank or None,
            "lines": [Line(at, name, handle, score)._asdict() for name, at, handle, score in lines if rank],
        }
    )


async def seasons(reads: Reads, asked: Asked) -> Encoded:
    """Give seasons that are over, the newest first. Raises UnknownArena, UnknownPeriod, and Refused for a cursor."""
    name, period = asked.parts["arena"], asked.parts["period"]
    if all(period != each.key for each in (await reads.link.arena(name)).periods):
        raise UnknownPeriod
    if asked.cursor and not re.fullmatch(SEASON, asked.cursor):
        raise Refused(problems.CURSOR)
    over = [
        season
        for season in await reads.link.seasons(name, period)
        if not asked.cursor or season.number < int(asked.cursor)
    ]
    shown = over[: asked.limit]
    return encode(
        {
            "arena": name,
            "period": period,
            "seasons": [_season(season) for season in shown],
            "next": str(shown[-1].number) if len(shown) < len(over) else None,
        }
    )


async def feed(reads: Reads, asked: Asked) -> Encoded:
    """Give entries of the feed, the newest first. Raises UnknownKind, UnknownArena, and Refused for a cursor."""
    if asked.cursor and not re.fullmatch(NUMBER, asked.cursor):
        raise Refused(problems.CURSOR)
    before = max(1, int(asked.cursor)) if asked.cursor else 0
    page = await reads.link.feed(FeedAsk(asked.kind, asked.arena, before, asked.limit))
    return encode(
        {
            "entries": [_entry(entry) for entry in page.entries],
            "next": str(page.low + 1) if page.has_more else None,
        }
    )


async def player(reads: Reads, asked: Asked) -> Encoded:
    """Give a player's profile. Raises UnknownPlayer."""
    found = await reads.link.profile(asked.parts["player"])
    return encode(
        {
            **found._asdict(),
            "until": _date(found.until) if found.streak else None,
            "scores": [score._asdict() for score in found.scores],
            "achievements": [{"key": key, "day": _date(day)} for key, day in found.achievements.items()],
            "progress": [{"key": key, "value": value} for key, value in found.progress.items()],
            "days": [{"day": _date(day), "presses": presses} for day, presses in found.days.items()],
            "crowns": [
                {
                    "arena": crown.arena,
                    "period": crown.period,
                    "number": crown.number,
                    "first": _date(_FIRST_DAYS[crown.period](crown.number)),
                }
                for crown in found.crowns
            ],
        }
    )


async def runs(reads: Reads, asked: Asked) -> Encoded:
    """Give the newest runs of a player that are over. Raises UnknownPlayer."""
    player = asked.parts["player"]
    shown = (await reads.link.runs(player))[: asked.limit]
    return encode({"player": player, "runs": [{**run._asdict(), "started_at": _time(run.started_at)} for run in shown]})


async def presence(reads: Reads, _asked: Asked) -> Encoded:
    """Count who is here. Raises EngineAway where nobody knows."""
    report = await reads.link.health()
    if "online" not in report:
        raise EngineAway
    return encode({name: report[name] for name in ("online", "players", "presses")})


async def description(reads: Reads, _asked: Asked) -> Encoded:
    """Give the description of the API."""
    return reads.description


def _season(season: ClosedSeason) -> dict[str, object]:
    first = _FIRST_DAYS[season.period]
    rows = [Line(rank, row.player, row.handle, row.score)._asdict() for rank, row in enumerate(season.rows, 1)]
    return {
        "number": season.number,
        "first": _date(first(season.number)),
        "last": _date(first(season.number + 1) - 1),
        "players": season.players,
        "presses": season.presses,
        "rows": rows,
    }


def _time(at: float) -> str:
    """Write a time (s, UTC), to the second."""
    return datetime.fromtimestamp(int(at), UTC).isoformat().replace("+00:00", "Z")


def _entry(entry: FeedEntry) -> dict[str, object]:
    other = {"player": entry.other, "handle": entry.other_handle} if entry.other else None
    return {
        "number": entry.number,
        "at": _time(entry.at),
        "kind": entry.kind,
        "arena": entry.arena or None,
        "player": {"player": entry.player, "handle": entry.handle},
        "words": entry.words,
        "other": other,
        "reactions": dict(zip(REACTION_KEYS, entry.counts, strict=True)),
    }


def _date(day: int) -> str:
    """Write the date of a *day* that is counted from 1970 on."""
    return (datetime.fromtimestamp(0, UTC) + timedelta(days=day)).date().isoformat()
