"""A player as the page about one shows somebody: in words and numbers that are ready to be drawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import reflex as rx

from clickgame.contract.answers import answered
from clickgame.contract.arenas import ARENA, address_of
from clickgame.contract.errors import GameError, UnknownPlayer
from clickgame.contract.reads import Crown
from clickgame.contract.reads import Profile as Read
from clickgame.contract.runs import RunRead
from clickgame.core.achievements import ACHIEVEMENTS
from clickgame.core.arenas import ARENAS, kind_of
from clickgame.core.periods import day_of
from clickgame.web import wired
from clickgame.web.previews import RUN_AT
from clickgame.web.states.fairplay import NOT_FOLLOWED, FairCard, card_of, lifted
from clickgame.web.states.seasons import FIRST_DAY, title_of

DAYS_SHOWN = 60
BAR_MOST = 100  # the height of the highest bar
BAR_LEAST = 2  # of a day with a press
CROWNS_SHOWN = 12
RUNS_SHOWN = 6
CURVE_WIDTH = 300

_LISTED = {kind.key for kind in ARENAS}


@dataclass(frozen=True, slots=True)
class Bar:
    """A day: its place from the left, its height, and what it says."""

    place: int
    height: int
    said: str


@dataclass(frozen=True, slots=True)
class Own:
    """What the player has in one arena, whose page is at *path*."""

    arena: str
    path: str
    best: int
    total: int


@dataclass(frozen=True, slots=True)
class Reached:
    """An achievement, and when it was reached."""

    title: str
    text: str
    day: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A run that is over, whose page is at *path*: what it came to, what else there is to say, and its curve drawn."""

    path: str
    score: int
    said: str
    outline: str


class Profile(rx.State):
    """One player, as anybody may see one; written when a page asks for somebody, and not followed live."""

    player: str = ""
    handle: str = ""
    is_unknown: bool = False
    facts: dict[str, int] = {}
    bars: list[Bar] = []
    said: list[str] = []
    runs: list[Curve] = []
    arenas: list[Own] = []
    reached: list[Reached] = []
    crowns: list[str] = []
    progress: dict[str, int] = {}
    fair: list[FairCard] = []

    @rx.event
    async def load(self) -> None:
        """Show whom the page's address names, when the page loads."""
        try:
            await self._show(self.router.url.path.rstrip("/").rpartition("/")[2])
        except UnknownPlayer:
            self.player, self.handle, self.is_unknown = "", "", True

    @rx.event
    async def show(self, player: str) -> None:
        """Show *player*."""
        try:
            await self._show(player)
        except GameError as refusal:
            wired.lobby.refuse(self.router.session.session_id, refusal)

    @rx.event
    async def why(self) -> None:
        """Show why the player of this page is off boards, if so."""
        client = wired.lobby.clients.find(self.router.session.session_id)
        if client is not None:
            await self._choose(client.player)
            self.fair = [card_of(mark) for mark in await wired.lobby.link.marks(client.player)]

    @rx.event
    async def leave(self, is_off: bool) -> None:  # noqa: FBT001  # as a page sends it
        """Let the player of this page leave the boards, or come back to them."""
        sid = self.router.session.session_id
        try:
            player = wired.lobby.clients.get(sid).player
            await answered(partial(wired.lobby.link.leave_boards, player, is_off))
            await self._choose(player)
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)

    @rx.event
    async def check(self, arena: str) -> None:
        """Give a beat to follow."""
        sid = self.router.session.session_id
        try:
            player = wired.lobby.clients.get(sid).player
            beats = await answered(partial(wired.lobby.link.begin_check, player, arena))
            await self._replace(player, arena, beats=beats)
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)

    @rx.event
    async def follow(self, arena: str, times: list[int]) -> None:
        """Judge what was pressed to the beat."""
        sid = self.router.session.session_id
        client, is_followed = wired.lobby.clients.find(sid), False
        if client is None:
            wired.lobby.refuse(sid, UnknownPlayer())
            return
        try:
            is_followed = await answered(partial(wired.lobby.link.follow, client.player, arena, times))
        except GameError as refusal:
            wired.lobby.refuse(sid, refusal)
        if is_followed:
            self.fair = [lifted(card) if card.arena == arena else card for card in self.fair]
        else:
            await self._replace(client.player, arena, verdict=NOT_FOLLOWED)

    async def _choose(self, player: str) -> None:
        self.facts = {**self.facts, "off": int((await wired.lobby.link.chosen(player)).is_off)}

    async def _replace(self, player: str, arena: str, *, beats: Sequence[int] = (), verdict: str = "") -> None:
        known = {mark.arena: mark for mark in await wired.lobby.link.marks(player)}
        if arena in known:
            card = card_of(known[arena], beats=beats, verdict=verdict)
            self.fair = [card if each.arena == arena else each for each in self.fair]

    async def _show(self, player: str) -> None:
        read = await wired.lobby.link.profile(player)
        today = day_of(wired.lobby.link.now())
        self.player, self.handle, self.is_unknown = read.player, read.handle, False
        self.facts = facts_of(read, today=today)
        self.bars, self.said = bars_of(read.days, today=today), days_in_words(read.days, today=today)
        self.runs = curves_of(await wired.lobby.link.runs(player), today=today)
        self.arenas = [
            Own(kind_of(score.arena).title, address_of(score.arena), score.best, score.total) for score in read.scores
        ]
        self.reached = [
            Reached(each.title, each.text, date_in_words(read.achievements[each.key], today=today))
            for each in ACHIEVEMENTS
            if each.key in read.achievements
        ]
        self.crowns = [crown_in_words(crown) for crown in read.crowns[:CROWNS_SHOWN]]
        self.progress = read.progress


def facts_of(read: Read, *, today: int) -> dict[str, int]:
    """Give the numbers that say most of a player."""
    return {
        "total": read.total,
        "best": max((score.best for score in read.scores), default=0),
        "streak": read.streak if today <= read.until else 0,
        "longest": read.longest,
        "crowns": len(read.crowns),
        "reached": len(read.achievements),
    }


def bars_of(days: Mapping[int, int], *, today: int) -> list[Bar]:
    """Give a bar for each of the last days, today's being the last one."""
    shown = range(today - DAYS_SHOWN + 1, today + 1)
    most = max((days.get(day, 0) for day in shown), default=0)
    return [
        Bar(place, max(BAR_LEAST, round(days[day] / most * BAR_MOST)) if days.get(day) else 0, _day(day, days, today))
        for place, day in enumerate(shown)
    ]


def days_in_words(days: Mapping[int, int], *, today: int) -> list[str]:
    """Say what the bars show, and when the first of them was."""
    first = today - DAYS_SHOWN + 1
    shown = {day: presses for day, presses in days.items() if day >= first and presses}
    if not shown:
        return [f"No presses in the last {DAYS_SHOWN} days.", date_in_words(first, today=today)]
    most = max(shown, key=lambda day: (shown[day], day))
    when = "today" if most == today else f"on {date_in_words(most, today=today)}"
    on = "1 day" if len(shown) == 1 else f"{len(shown)} days"
    return [
        f"{_presses(sum(shown.values()))} on {on} of the last {DAYS_SHOWN}. Most {when}: {_presses(shown[most])}.",
        date_in_words(first, today=today),
    ]


def date_in_words(day: int, *, today: int) -> str:
    """Write a day as a date, without the year where it is this one."""
    found: date = FIRST_DAY + timedelta(days=day)
    if day == today:
        return "today"
    is_recent = today - day < 365  # noqa: PLR2004  # a year
    return f"{found.day} {found:%B}" if is_recent else f"{found.day} {found:%B %Y}"


def curves_of(runs: Iterable[RunRead], *, today: int) -> list[Curve]:
    """Give the last of *runs*, the newest first; what is played in an arena that is open by link stays there."""
    shown = [run for run in runs if run.arena in _LISTED][:RUNS_SHOWN]
    return [
        Curve(
            f"{RUN_AT}{run.id}",
            run.score,
            f"{kind_of(run.arena).title}, {date_in_words(day_of(run.started_at), today=today)}"
            + (f" · best second {run.best_second}" if run.best_second else ""),
            outline_of(run.curve),
        )
        for run in shown
    ]


def outline_of(curve: Sequence[int]) -> str:
    """Draw what lies below a curve as the path of an SVG, `CURVE_WIDTH` wide and as high as a bar may be."""
    most = max(curve, default=0) or 1
    # A run of one part has no way from a first to a last one: it is level.
    counts = [*curve, *curve] if len(curve) == 1 else list(curve)
    step = CURVE_WIDTH / max(1, len(counts) - 1)
    points = [f"L{at * step:.1f} {BAR_MOST - count / most * BAR_MOST:.1f}" for at, count in enumerate(counts)]
    return f"M0 {BAR_MOST}{''.join(points)}L{CURVE_WIDTH} {BAR_MOST}Z"


def crown_in_words(crown: Crown) -> str:
    """Say when it was won, and where that was not in the first arena, where."""
    title = title_of(crown)
    return title if crown.arena == ARENA else f"{title} · {kind_of(crown.arena).title}"


def _day(day: int, days: Mapping[int, int], today: int) -> str:
    return f"{date_in_words(day, today=today)}: {_presses(days.get(day, 0))}"


def _presses(count: int) -> str:
    return f"{count:,} press{'es' * (count != 1)}"
