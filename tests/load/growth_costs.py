"""What a press and a board cost each process of a fleet, told from what they took of a core, and what follows of it.

Nothing here measures: shares of a core and rates come in, costs, the capacity of gateways and tables come out. So what
more cores than there are would carry is reckoned by processor time, and says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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
        each = _each(boards.cores[role] - rest.cores[role], of=sent)
        found[f"{role}, {kind}"] = each * US_PER_S
        taken = presses.cores[role] - rest.cores[role] - each * beside
        found[f"{role}, press"] = _each(taken, of=presses.presses) * US_PER_S
    return found


def _each(taken: float, *, of: float) -> float:
    """Give what each *of* so many took; NaN where so little was measured that there is nothing to tell."""
    return taken / of if taken > 0 and of else float("nan")


def reckoned(rows: Mapping[int, Figures]) -> dict[int, dict[str, float]]:
    """Tell by how many gateways what they carry when each has a core of its own, from *rows* by that number.

    *each added* is what a gateway adds on average, as a share of what one alone carries.
    """
    found: dict[int, dict[str, float]] = {}
    first = min(rows)
    for count, row in rows.items():
        presses = count * US_PER_S / row.extra["gateways, press"]
        alone = first * US_PER_S / rows[first].extra["gateways, press"]
        found[count] = {
            "presses": presses,
            "sockets": count * US_PER_S / row.extra["gateways, frame"] / BOARD_HZ,
            "each added": (presses - alone) / (count - first) * first / alone if count > first else float("nan"),
            "engine": presses * row.extra["engine, press"] / US_PER_S,
            "redis": presses * row.extra["redis, press"] / US_PER_S,
            "engine full": US_PER_S / row.extra["engine, press"],
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


def growth(rows: Mapping[int, Figures]) -> str:
    """Write what so many gateways would carry with a core each."""
    lines = [
        "| gateways, a core each | presses/s | each added, of the first | sockets at 4 boards/s | engine | Redis |",
        "| --- |" + " ---: |" * 5,
    ]
    for count, found in reckoned(rows).items():
        told = plain(found["presses"]), plain(found["each added"]), plain(found["sockets"])
        lines.append(f"| {count} | {' | '.join(told)} | {found['engine']:.0%} | {found['redis']:.0%} |")
    return "\n".join(lines)
