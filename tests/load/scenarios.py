"""The scenarios: what is played against which server, as a table; each gives its rows by name."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from tests.load.learners import learn
from tests.load.readers import api
from tests.load.samples import Figures
from tests.load.stage import WAITED_MOST, Scale, Stage, staged
from tests.load.storm import storm
from tests.load.target import ArenasTarget, GameTarget, PlainTarget, resident_bytes

Rows = dict[str, Figures]

P95_MOST_MS = 150.0
ANSWERED_LEAST = 0.95  # of what is wanted
UNTHROTTLED = 100_000  # presses a second that are still play
STEP_PRESSES_UNTHROTTLED = 100
BISECTIONS = 3
STEPS_MOST = 16
BOARDS_HZ = 3.0  # of the 4 that are asked for
PERSON_HZ = 7.0  # presses a second of somebody who plays: published click tests average 6 to 7


def ramp(scale: Scale) -> Rows:
    """Press faster and faster, until it is too much; the plain server first."""
    sockets = scale.sockets(1000)
    rows: Rows = {}
    for prefix, kind, first in (("plain, ", PlainTarget, 125.0), ("", GameTarget, 5000.0)):
        with staged(scale, kind, tick_hz=4, watch_bytes_s=UNTHROTTLED, throttle_presses=UNTHROTTLED) as stage:
            stage.fill(sockets, step=STEP_PRESSES_UNTHROTTLED)
            steps = _climb(stage, first=scale.rate(first), sockets=sockets)
        rows |= {f"{prefix}{name}": row for name, row in steps.items()}
    for name in [name for name in rows if name.startswith("most") and f"plain, {name}" in rows]:
        times = rows[name].answered / rows[f"plain, {name}"].answered
        rows[name] = replace(rows[name], extra={**rows[name].extra, "times plain": times})
    return rows


def _climb(stage: Stage, *, first: float, sockets: int) -> Rows:
    """Find the highest rate that is kept up, and the highest at which boards go out as well; give every step."""
    steps: Rows = {}

    def kept(rate: float, boards_hz: float) -> bool:
        name = f"{rate:,.0f}/s"
        if name not in steps:
            steps[name] = _step(stage, name, rate=rate, sockets=sockets)
        return _is_kept(steps[name], boards_hz)

    most: Rows = {}
    for title, boards_hz in (("most", 0.0), (f"most, {BOARDS_HZ:.0f} boards/s", BOARDS_HZ)):
        lower, upper = 0.0, first
        while kept(upper, boards_hz) and len(steps) < STEPS_MOST:
            lower, upper = upper, upper * 2
        for _ in range(BISECTIONS):
            middle = (lower + upper) / 2
            lower, upper = (middle, upper) if kept(middle, boards_hz) else (lower, middle)
        best = max((row for row in steps.values() if _is_kept(row, boards_hz)), key=_answered, default=None)
        if best is not None:
            most[title] = best
    return {**dict(sorted(steps.items(), key=lambda step: step[1].wanted)), **most}


def _step(stage: Stage, name: str, *, rate: float, sockets: int) -> Figures:
    row = stage.play(name, rate=rate, active=sockets)
    if not _is_kept(row, BOARDS_HZ) and row.waited > WAITED_MOST:
        stage.scale.say("  (once more)")
        row = stage.play(name, rate=rate, active=sockets)
    row.extra["presses an answer"] = row.answered / row.frames_back if row.frames_back else 0.0
    return row


def _is_kept(row: Figures, boards_hz: float) -> bool:
    return row.p95 < P95_MOST_MS and row.answered >= ANSWERED_LEAST * row.wanted and row.board_hz >= boards_hz


def _answered(row: Figures) -> float:
    return row.answered


def steady(scale: Scale) -> Rows:
    """Press 2,000 times a second: all of 5,000 in turn, then some of them as fast as people do.

    The plain server is not asked: it loses some of so many as they come, and answers the others after seconds.
    """
    sockets, rate = scale.sockets(5000), scale.rate(2000)
    rows: Rows = {}
    with staged(scale, tick_hz=4) as stage:
        cost = stage.fill(sockets)
        rows["all in turn"] = stage.play("all in turn", rate=rate, active=sockets)
        rows["some, as people do"] = stage.play("some, as people do", rate=rate, active=int(rate / PERSON_HZ))
    rows["all in turn"].extra |= cost
    return rows


def arenas(scale: Scale) -> Rows:
    """Press 2,000 times a second, all of 5,000 in turn: in one arena, and in five."""
    sockets, rate = scale.sockets(5000), scale.rate(2000)
    rows: Rows = {}
    for name, kind in (("in one", GameTarget), ("in five", ArenasTarget)):
        with staged(scale, kind, tick_hz=4) as stage:
            stage.fill(sockets)
            rows[name] = stage.play(name, rate=rate, active=sockets)
    return rows


def burst(scale: Scale) -> Rows:
    """Have 5,000 press in the same moment, once a second."""
    sockets = scale.sockets(5000)
    with staged(scale, tick_hz=4) as stage:
        stage.fill(sockets)
        return {"all at once": stage.play("all at once", rate=sockets, active=sockets, burst_s=1.0)}


def slow(scale: Scale) -> Rows:
    """Let 25 of 1,025 stop reading while they go on sending, 400 messages a second each."""
    sockets, deaf = scale.sockets(1000), scale.sockets(25)
    rate = scale.rate(2000)
    with staged(scale, tick_hz=4) as stage:
        stage.fill(sockets + deaf, slow=deaf)
        rows = {"all read": stage.play("all read", rate=rate, active=sockets)}
        before = resident_bytes(stage.target.pid)
        stage.crew.ask("read", on=False)
        name = "some don't read"
        row = rows[name] = stage.play(name, rate=rate, active=sockets, flood=400.0 * deaf)
        grown = resident_bytes(stage.target.pid) - before
        row.extra["server grew by MB"] = grown / 1e6
        row.extra["KB each of them"] = grown / 1024 / deaf
        row.extra["% of them caught up"] = 100 * sum(stage.crew.ask("read", on=True)) / deaf
        rows["all read again"] = stage.play("all read again", rate=rate, active=sockets)
        return rows


def idle(scale: Scale) -> Rows:
    """Let 18,000 watch 100 who play, with the settings as they come."""
    rows: Rows = {}
    for count in (10_000, 18_000):
        sockets = scale.sockets(count)
        active = min(100, sockets // 2)
        with staged(scale) as stage:
            cost = stage.fill(sockets)
            row = rows[f"{sockets:,}"] = stage.play(f"{sockets:,}", rate=active * PERSON_HZ, active=active)
            row.extra |= cost
    return rows


def size(scale: Scale) -> Rows:
    """Let 200 watch 100 who play, with the settings as they come."""
    sockets = scale.sockets(300)
    active = sockets // 3
    with staged(scale) as stage:
        stage.fill(sockets)
        return {"watching": stage.play("watching", rate=active * PERSON_HZ, active=active)}


class Scenario(NamedTuple):
    """A scenario: how to play it, and what its table is headed by."""

    play: Callable[[Scale], Rows]
    title: str


SCENARIOS = {
    scenario.play.__name__: scenario
    for scenario in (
        Scenario(ramp, "Ramp: 1,000 sockets, board at 4 Hz, faster until P95 reaches 150 ms (throttle lifted)"),
        Scenario(steady, "Steady: 5,000 sockets, 2,000 presses/s, board at 4 Hz"),
        Scenario(arenas, "Arenas: 5,000 sockets, 2,000 presses/s in turn, board at 4 Hz, in one arena and in five"),
        Scenario(burst, "Burst: 5,000 sockets, everybody presses in the same moment, once a second"),
        Scenario(storm, "Reconnect storm: the server is killed and started, and 5,000 pages come back at once"),
        Scenario(slow, "Slow readers: 25 of 1,025 stop reading and go on sending 400 messages/s each"),
        Scenario(idle, "Idle crowd: 100 players at 7 presses/s, everybody watches, default settings"),
        Scenario(size, "Size: 100 players at 7 presses/s, 200 watch, default settings"),
        Scenario(learn, "Learn: a full sandbox beside 1,000 players who press 2,000 times a second, and an idle one"),
        Scenario(api, "API: 100 requests/s and 20 streams beside 1,000 players who press 2,000 times a second"),
    )
}
