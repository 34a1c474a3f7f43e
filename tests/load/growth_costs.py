"""What a press and a board cost each process of a fleet, told from what they took of a core, and what follows of it.

Nothing here measures: shares of a core and rates come in, costs, the capacity of gateways and tables come out. So what
more cores than there are would carry is reckoned by processor time, and says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import linear_regression

from tests.load.goals import plain
from tests.load.samples import Figures

ROLES = ("gateways", "redis", "engine", "standby")
US_PER_S = 1e6
BOARD_HZ = 4  # what sockets are reckoned with

Row = tuple[str, Callable[[Figures], str]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What went on in a measured time, a second: presses answered, frames of boards to sockets, boards to gateways.

    *cores* are the shares of a core that each of ROLES took, all gateways together.
    """

    cores: Mapping[str, float]
    presses: float = 0.0
    frames: float = 0.0
    boards: float = 0.0


def costs(rest: Seen, boards: Seen, presses: Seen) -> dict[str, float]:
    """Tell the costs (µs) by their names, of a fleet at *rest*, that sends *boards* only, and that hears *presses*.

    Who presses has boards going out as well: what those cost is known from those who only watch, and is taken off. A
    board costs with the press that has made it new.
    """
    found: dict[str, float] = {}
    for role in ROLES:
        kind = "frame" if role == "gateways" else "board"
        sent, beside = (boards.frames, presses.frames) if kind == "frame" else (boards.boards, presses.boards)
        shown = max(0.0, boards.cores[role] - rest.cores[role])
        found[f"{role}, {kind}"] = _each(shown, of=sent) * US_PER_S
        pressed = presses.cores[role] - rest.cores[role] - (shown / sent * beside if sent else 0.0)
        found[f"{role}, press"] = _each(pressed, of=presses.presses) * US_PER_S
    return found


def _each(taken: float, *, of: float) -> float:
    """Give what each *of* so many took; NaN where so little was measured that there is nothing to tell."""
    return taken / of if taken > 0 and of else float("nan")


def press_more(alone: Sequence[Figures]) -> dict[str, float]:
    """Tell by role what one press more costs (µs), from rows of one gateway that was *alone*, at several rates.

    It is the slope of shares over rates: what messages cost, of which there are so many at any rate, is in none of it.
    """
    rates = [row.answered for row in alone]
    return {role: linear_regression(rates, [row.extra[role] for row in alone]).slope * US_PER_S for role in ROLES}


def reckoned(rows: Mapping[int, Figures], more: Mapping[str, float]) -> dict[int, dict[str, float]]:
    """Tell by how many gateways what is carried when each process has a core of its own, from *rows* by that number.

    The room that is left on a core, by what one press *more* costs there: `gateways` can be pressed so often together,
    `engine` so often by so many. *added* is what the last gateway adds to the former, as a share of one alone.
    """
    found: dict[int, dict[str, float]] = {}
    for count, row in sorted(rows.items()):
        gateways = row.answered + (count - row.extra["gateways"]) / more["gateways"] * US_PER_S
        first, before = (found[min(found)]["gateways"], found[max(found)]["gateways"]) if found else (0.0, 0.0)
        added = (gateways - before) / (count - max(found)) * min(found) / first if found else float("nan")
        found[count] = {
            "gateways": gateways,
            "engine": row.answered + (1 - row.extra["engine"]) / more["engine"] * US_PER_S,
            "added": added,
            "sockets": count * US_PER_S / row.extra["gateways, frame"] / BOARD_HZ,
        }
    return found


def _costs_of(role: str) -> tuple[Row, ...]:
    kind = "frame" if role == "gateways" else "board"
    return (
        (f"{role}: a press", lambda row: plain(row.extra[f"{role}, press"])),
        (f"a {kind}", lambda row: plain(row.extra[f"{role}, {kind}"])),
    )


MEASURED: tuple[Row, ...] = (
    ("presses/s", lambda row: plain(row.wanted)),
    ("answered/s", lambda row: plain(row.answered)),
    ("answer P50 / P95, ms", lambda row: f"{plain(row.p50)} / {plain(row.p95)}"),
    ("board of another gateway P50 / P95, ms", lambda row: f"{plain(row.board_p50)} / {plain(row.board_p95)}"),
    ("boards/s", lambda row: plain(row.board_hz)),
    ("sockets", lambda row: plain(row.extra["sockets"])),
    ("presses a message", lambda row: plain(row.extra["presses a message"])),
    *((f"{role}, core", lambda row, role=role: f"{row.extra[role]:.1%}") for role in ROLES),
    ("unanswered, errors", lambda row: f"{plain(row.unanswered)}, {plain(row.errors)}"),
    ("load average", lambda row: plain(row.extra["load average"])),
)
COSTS: tuple[Row, ...] = tuple(column for role in ROLES for column in _costs_of(role))


def table(rows: Mapping[str, Figures], columns: tuple[Row, ...]) -> str:
    """Write *rows* by their names."""
    lines = ["| | " + " | ".join(title for title, _ in columns) + " |", "| --- |" + " ---: |" * len(columns)]
    lines += [f"| {name} | " + " | ".join(write(row) for _, write in columns) + " |" for name, row in rows.items()]
    return "\n".join(lines)


def growth(rows: Mapping[int, Figures], more: Mapping[str, float]) -> str:
    """Write what so many gateways would carry with a core each, where a press *more* costs so much (µs)."""
    lines = [
        "| gateways | full at, presses/s | last adds, of first | engine full at | so presses/s | or sockets, 4 Hz |",
        "| --- |" + " ---: |" * 5,
    ]
    for count, found in reckoned(rows, more).items():
        carried = min(found["gateways"], found["engine"])
        told = [found[name] for name in ("gateways", "added", "engine")] + [carried, found["sockets"]]
        lines.append(f"| {count} | {' | '.join(map(plain, told))} |")
    return "\n".join(lines)
