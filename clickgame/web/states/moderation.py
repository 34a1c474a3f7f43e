"""What players report, and the operator's desk, in words that are ready to be drawn."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import reflex as rx

from clickgame.contract.answers import answered
from clickgame.contract.arenas import address_of
from clickgame.contract.errors import GameError
from clickgame.contract.fairplay import MarkRead
from clickgame.contract.moderation import (
    ARENA,
    DEED_OF,
    DEEDS_AT_ONCE,
    MARK,
    REASON_OF,
    SANCTIONS,
    UNDO,
    DeedAsk,
    DeedRead,
    PlayerRead,
    Reported,
)
from clickgame.web import wired
from clickgame.web.states.fairplay import outline_of, said_of
from clickgame.web.states.notice import Notice

THANKS = "Thank you. Whoever runs the game will look at it."


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody, or an arena, about whom something may be done: the name, its page, and what there is to know."""

    whom: str
    of: str
    name: str
    path: str
    said: str
    more: list[str]


@dataclass(frozen=True, slots=True)
class Done:
    """A deed: what was done, when and by whom, and whether it can be undone."""

    number: int
    said: str
    more: str
    is_in_force: bool
    can_be_undone: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A mark by the *number* of its deed: who is off the boards of which arena, why, and the gaps as they are drawn."""

    number: int
    whom: str
    name: str
    path: str
    said: str
    reasons: list[str]
    outline: str
    gaps: str


class Moderation(rx.State):
    """What was answered to the last report, and *desk*: empty until an operator's token has opened it."""

    said: list[str] = []
    desk: dict[str, Any] = {}

    @rx.event
    async def report(self, of: str, target: str, form: dict[str, Any]) -> None:
        """Report a player or an arena for the reason in *form*."""
        try:
            player = wired.lobby.clients.get(self.router.session.session_id).player
            await answered(partial(wired.desk.link.moderation.report, player, of, target, form.get("why")))
            self.said = [target, THANKS]
        except GameError as refusal:
            self.said = [target, refusal.text]

    @rx.event
    async def look(self, token: str, text: str) -> None:
        """Show an operator what there is to see, and the players that *text* finds."""
        if await self._may_look(token):
            await self._show(text)

    @rx.event
    async def do(self, token: str, operator: str, text: str, form: dict[str, Any]) -> None:
        """Do what is in *form* for an operator: *what* to *whom*, *why*, and for how many *hours* ("": as usual)."""
        if not await self._may_look(token):
            return
        ask = DeedAsk(operator, form.get("what"), form.get("whom"), form.get("why"), seconds_of(form.get("hours")))
        try:
            await wired.desk.do(ask)
        except GameError as refusal:
            self._refuse(refusal)
        await self._show(text)

    @rx.event
    async def undo(self, token: str, operator: str, text: str, number: int) -> None:
        """Undo a deed for an operator."""
        if not await self._may_look(token):
            return
        try:
            await wired.desk.undo(operator, number)
        except GameError as refusal:
            self._refuse(refusal)
        await self._show(text)

    async def _may_look(self, token: str) -> bool:
        try:
            wired.desk.check(self.router.session.session_id, token)
        except GameError as refusal:
            self.desk = {}
            self._refuse(refusal)
            return False
        (await self.get_state(Notice)).dismiss()
        return True

    async def _show(self, text: str) -> None:
        kept = wired.desk.link.moderation
        self.desk = {
            "doubts": [doubt_of(each) for each in await wired.desk.link.review(DEEDS_AT_ONCE)],
            "reported": [case_of_report(each) for each in await kept.reported()],
            "found": [case_of_player(each) for each in await kept.find(text)],
            "asked": text.strip(),
            "standing": [done_of(each) for each in await kept.in_force()],
            "log": [done_of(each) for each in await kept.log()],
        }

    def _refuse(self, refusal: GameError) -> None:
        wired.lobby.refuse(self.router.session.session_id, refusal)


def case_of_report(reported: Reported) -> Case:
    """Put what was reported into words."""
    reasons = [f"{REASON_OF[why].title}: {count}" for why, count in reported.reasons.items() if why in REASON_OF]
    said = f"{_many(reported.reports, 'report')}, the last on {when(reported.newest_at)}"
    path = address_of(reported.target) if reported.of == ARENA else f"/p/{reported.target}"
    return Case(reported.target, reported.of, reported.name, path, said, reasons)


def doubt_of(mark: MarkRead) -> Doubt:
    """Put a mark into words."""
    tries = "no tries left" if not mark.tries else _many(mark.tries, "try", "tries") + " left"
    return Doubt(
        mark.number,
        mark.player,
        mark.handle,
        f"/p/{mark.player}",
        f"Off the boards of {mark.title} since {when(mark.at)}, at {_many(mark.presses, 'press', 'presses')}, {tries}",
        list(mark.reasons),
        outline_of(mark.bins),
        said_of(mark.bins, bin_ms=mark.bin_ms, whose="the"),
    )


def case_of_player(player: PlayerRead) -> Case:
    """Put what an operator knows of a player into words."""
    said = f"{_many(player.total, 'press', 'presses')}, at best {player.best:,} in a run"
    more = ["Here now"] if player.is_here else []
    more += [_many(player.reports, "report")] if player.reports else []
    more += [done_of(deed).said for deed in player.in_force]
    return Case(player.player, "player", player.handle, f"/p/{player.player}", said, more)


def done_of(deed: DeedRead) -> Done:
    """Put a deed into words."""
    kind, why = DEED_OF.get(deed.what), REASON_OF.get(deed.why)
    done = "undid something about" if deed.what == UNDO else kind.done if kind else deed.what
    before = f"“{deed.before}”, now " if deed.after else ""
    where = f" of {deed.before}" if deed.what == MARK else ""
    until = f", until {when(deed.until)}" if deed.until else ", without an end" if deed.what in SANCTIONS else ""
    undone = f" · undone by no. {deed.undone_by}" if deed.undone_by else ""
    can_be_undone = not deed.undone_by and kind is not None
    return Done(
        deed.number,
        f"{deed.operator} {done}{where}: “{deed.name}”"
        if where
        else f"{deed.operator} {done} {before}“{deed.name}”{until}",
        f"No. {deed.number} · {when(deed.at)} · {why.title if why else deed.why}{undone}",
        deed.is_in_force,
        can_be_undone,
    )


def when(at: float) -> str:
    """Write a time."""
    then = datetime.fromtimestamp(at, UTC)
    return f"{then.day} {then:%B}, {then:%H:%M} UTC"


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def seconds_of(hours: object) -> object:
    """Give the length of time that a form says in hours, below 0 for the usual one; what is none stays as it is."""
    text = hours if isinstance(hours, str) else ""
    return float(text) * 3600 if text.isdigit() and text.isascii() else -1.0 if text == "" else hours
