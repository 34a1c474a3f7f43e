"""How the server goes, in words and curves that are ready to be drawn: four numbers for all, the rest for operators."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import reflex as rx

from clickgame.contract.answers import answered
from clickgame.contract.errors import GameError
from clickgame.contract.jobs import PAUSING, DeadLetter, JobRead
from clickgame.contract.measures import PREFIX
from clickgame.contract.ops import BACK, OVER, Alarm, GatewayRead, UnknownSpan
from clickgame.gateway.learn import Checks
from clickgame.gateway.vitals import SPANS, VITALS, Point, Span, Vital
from clickgame.web import wired
from clickgame.web.charts import HEIGHT, curve_of, spoken
from clickgame.web.states.notice import Notice

ALARMS_SHOWN = 20
LETTERS_SHOWN = 10
NOTHING_OF_ENGINE: Mapping[str, Any] = {"jobs": [], "letters": [], "gateways": [], "lessons": []}
VITAL_OF = {vital.key: vital for vital in VITALS}


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that everybody may see."""

    key: str
    title: str
    value: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A curve: its paths, its words, and its limit with the height at which it is, below 0 where it is not drawn."""

    key: str
    title: str
    value: str
    said: str
    line: str
    area: str
    top: str
    limit: str
    limit_at: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job, in words."""

    name: str
    text: str
    state: str
    said: str
    more: str
    runs: list[str]
    """The newest runs, the last one last: "well" or "failed"."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened: what, and when."""

    key: str
    said: str
    more: str
    is_bad: bool


class Ops(rx.State):
    """The *page*: what is shown of how the server goes; empty before it was first asked for."""

    page: dict[str, Any] = {}

    @rx.event
    async def look(self, token: str, operator: str, span: str) -> None:
        """Show everybody's part, and to an operator all of it with the curves of a *span*."""
        if not token:
            self.page = public()
        elif self._may(token):
            if not self.page.get("is_open"):
                await self._dismiss()
            await self._show(operator, span)

    @rx.event
    async def again(self, token: str, operator: str, span: str, job: str) -> None:
        """Run a job now, for an operator."""
        if self._may(token):
            await self._do(lambda: answered(partial(wired.ops.engine.again, job)))
            await self._show(operator, span)

    @rx.event
    async def limit(self, token: str, operator: str, span: str, form: dict[str, Any]) -> None:
        """Set the *limit* of the *vital* in *form*, for an operator."""
        if self._may(token):
            await self._do(partial(self._limit, form, operator))
            await self._show(operator, span)

    def _may(self, token: str) -> bool:
        """Tell whether an operator asks; to anybody else only everybody's part is shown."""
        try:
            wired.desk.check(self.router.session.session_id, token)
        except GameError as refusal:
            self._refuse(refusal)
            self.page = public()
            return False
        return True

    @staticmethod
    async def _limit(form: Mapping[str, Any], operator: str) -> None:
        wired.ops.alarms.limit(form.get("vital"), form.get("limit"), by=operator)

    async def _do(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except GameError as refusal:
            self._refuse(refusal)
        else:
            await self._dismiss()

    async def _dismiss(self) -> None:
        # Not at each look: one that the page takes by itself would wipe away what somebody is about to read.
        (await self.get_state(Notice)).dismiss()

    async def _show(self, operator: str, span: str) -> None:
        found = next((each for each in SPANS if each.key == span), None)
        if found is None:
            self._refuse(UnknownSpan())
            found = SPANS[0]
        looking = wired.ops.look(self.router.session.session_id, operator)
        try:
            self.page = {**public(), **private(found, looking), **(await of_engine())}
        except GameError as refusal:  # it is away: what was known of it stays
            self._refuse(refusal)
            self.page = {**NOTHING_OF_ENGINE, **self.page, **public(), **private(found, looking)}

    def _refuse(self, refusal: GameError) -> None:
        wired.lobby.refuse(self.router.session.session_id, refusal)


def public() -> dict[str, Any]:
    """Give everybody's part."""
    ops = wired.ops
    readings = ops.vitals.readings
    now = dict(zip(VITAL_OF, ops.vitals.now, strict=True))
    up_s, online = readings.get(f"{PREFIX}up_seconds", 0.0), readings.get(f"{PREFIX}online", 0.0)
    tiles = [
        Tile("up", "Up for", time_in_words(_plain(up_s))),
        Tile("online", "Players here", spoken(_plain(online))),
        Tile("presses", "Presses a second", spoken(round(now["presses"], 1))),
        Tile("answers", "To an answer", spoken(now["answers"], "ms") if now["answers"] else "none yet"),
    ]
    return {"tiles": tiles, "is_open": False, "may_open": wired.desk.is_open}


def private(span: Span, looking: Sequence[str]) -> dict[str, Any]:
    """Give the operators' part."""
    ops = wired.ops
    points = ops.vitals.over(span)
    charts = [
        chart_of(vital, at, points, span, now=ops.vitals.now[at], limit=ops.alarms.limits[vital.key])
        for at, vital in enumerate(VITALS)
    ]
    return {
        "is_open": True,
        "span": span.key,
        "since": f"{'an' if span.key == 'hour' else 'a'} {span.key} ago",
        "charts": charts,
        "alarms": [alarm_of(at, alarm) for at, alarm in enumerate(list(ops.alarms.history)[:ALARMS_SHOWN])],
        "looking": ", ".join(looking),
    }


async def of_engine() -> dict[str, Any]:
    """Give what the engine says for operators. Raises EngineAway."""
    engine = wired.ops.engine
    jobs, letters, gateways, lessons = await asyncio.gather(
        engine.jobs(), engine.letters(), engine.gateways(), wired.learn.checks()
    )
    return {
        "jobs": [job_of(job) for job in jobs],
        "letters": [letter_of(letter) for letter in letters[:LETTERS_SHOWN]],
        "gateways": [gateway_of(gateway) for gateway in gateways],
        "lessons": [lesson_of(checks) for checks in lessons if checks.checks],
    }


def chart_of(vital: Vital, at: int, points: Sequence[Point | None], span: Span, *, now: float, limit: float) -> Chart:
    """Put the curve of the vital that is number *at* into paths and words."""
    values = [None if point is None else point[at] for point in points]
    highest = max((value for value in values if value is not None), default=0.0)
    curve = curve_of(values, at_least=limit if limit <= 2 * highest else 0.0)
    if curve.highest is None:
        said = "Nothing is known yet."
    else:
        ago_s = (len(values) - curve.highest[0]) * span.step_s
        said = f"At most {spoken(curve.highest[1], vital.unit)}, {time_in_words(ago_s)} ago"
    is_drawn = 0 < limit <= curve.top
    return Chart(
        vital.key,
        vital.title,
        spoken(now, vital.unit),
        said,
        curve.line,
        curve.area,
        spoken(curve.top, vital.unit),
        f"{limit:g}" if limit else "",
        HEIGHT - round(HEIGHT * limit / curve.top) if is_drawn else -1,
        vital.key in wired.ops.alarms.over,
    )


def alarm_of(at: int, alarm: Alarm) -> Told:
    """Put what happened to a limit into words."""
    vital = VITAL_OF[alarm.vital]
    value = spoken(alarm.value, vital.unit)
    by = f" by {alarm.by}" if alarm.by else ""
    limit = f"limit set to {value}{by}" if alarm.value else f"limit taken away{by}"
    said = {OVER: f"{value}, beyond the limit", BACK: f"{value}, well again"}.get(alarm.what, limit)
    return Told(f"{alarm.at}-{at}", f"{vital.title}: {said}", _when(alarm.at), alarm.what == OVER)


def job_of(job: JobRead) -> JobRow:
    """Put a job into words."""
    last = job.newest[0] if job.newest else None
    said = f"Every {time_in_words(job.every_s)} · {job.runs:,} run{'s' * (job.runs != 1)}"
    said += f", {job.failures:,} failed" if job.failures else ""
    more = f"Last {_when(last.at)}, {spoken(1_000 * last.took_s, 'ms')}" if last else "It has not run yet."
    if last and last.reason:
        more = f"{more}: {last.reason}"
    if job.state == PAUSING:
        more = f"{more}. Tried again in {time_in_words(job.next_s)}."
    runs = ["failed" if run.reason else "well" for run in reversed(job.newest)]
    return JobRow(job.name, job.text, job.state, said, more, runs)


def letter_of(letter: DeadLetter) -> Told:
    """Put a job that was given up into words."""
    more = f"{_when(letter.at)}, after {letter.tries} tries: {letter.reason}"
    ended = " · it runs well again" if letter.is_over else ""
    return Told(str(letter.number), f"{letter.job}{ended}", more, not letter.is_over)


def gateway_of(gateway: GatewayRead) -> Told:
    """Put a gateway into words."""
    players = f"{gateway.players:,} player{'s' * (gateway.players != 1)}"
    pages = f"{gateway.pages:,} page{'s' * (gateway.pages != 1)}"
    return Told(gateway.name, f"Gateway {gateway.name}", f"{players} in {pages}", is_bad=False)


def lesson_of(checks: Checks) -> Told:
    """Put how the checks of a lesson have gone into words."""
    passed = checks.checks - checks.failed
    said = f"{checks.title}: {checks.failed:,} of {checks.checks:,} checks failed"
    a_pass = f"{spoken(round(checks.checks / passed, 1))} checks a pass" if passed else "none has passed"
    finished = "1 player has" if checks.finished == 1 else f"{checks.finished:,} players have"
    return Told(checks.lesson, said, f"{a_pass} since the start · {finished} passed the lesson", is_bad=not passed)


def time_in_words(seconds: float) -> str:
    """Write a length of time with its one or two largest units."""
    if seconds < 60:  # noqa: PLR2004  # of a minute
        return f"{spoken(round(seconds, 1))} s"
    minutes = int(seconds // 60)
    days, hours, minutes = minutes // 1_440, minutes // 60 % 24, minutes % 60
    parts = [f"{count} {unit}" for count, unit in ((days, "d"), (hours, "h"), (minutes, "min")) if count]
    return " ".join(parts[:2])


def _plain(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _when(at: float) -> str:
    then = datetime.fromtimestamp(at, UTC)
    return f"{then.day} {then:%B}, {then:%H:%M:%S} UTC"
