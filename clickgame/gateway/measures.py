"""What is measured of a gateway: who is connected, how soon presses are answered, what boards cost, what is refused.

One whose engine is in another process has its line to that measured, too."""

from clickgame.contract.measures import COUNTER, GAUGE, TIMES, Measure
from clickgame.gateway.limits.admission import Admission
from clickgame.gateway.line import Line
from clickgame.gateway.lobby import Lobby


class Meters:
    """Where a gateway's numbers are."""

    def __init__(self, lobby: Lobby, admission: Admission) -> None:
        """Read what *lobby* and *admission* count anyhow."""
        self.lobby = lobby
        self.admission = admission


GATEWAY = (
    Measure[Meters]("sockets", GAUGE, "Connections that are open.", lambda meters: meters.admission.count),
    Measure[Meters](
        "pages", GAUGE, "Of these, pages that have a player.", lambda meters: len(meters.lobby.clients.all())
    ),
    Measure[Meters](
        "answer_seconds", TIMES, "From a press heard to its answer sent.", lambda meters: meters.lobby.hearing.times
    ),
    Measure[Meters](
        "board_rounds_total", COUNTER, "Rounds of boards sent.", lambda meters: meters.lobby.broadcast.rounds
    ),
    Measure[Meters](
        "board_cost_seconds_total",
        COUNTER,
        "Time of the loop's thread that boards took.",
        lambda meters: meters.lobby.broadcast.cost_s,
    ),
    Measure[Meters](
        "refusals_total",
        COUNTER,
        "What was refused to pages, by its code.",
        lambda meters: dict(meters.lobby.refused),
        label="code",
    ),
    Measure[Meters](
        "addresses", GAUGE, "Addresses of which something is remembered.", lambda meters: meters.admission.remembered
    ),
)

LINE = (
    Measure[Line]("line_gaps_total", COUNTER, "How often something may have been missed.", lambda line: line.gaps),
    Measure[Line]("line_again_total", COUNTER, "Calls that were made again.", lambda line: line.again),
    Measure[Line]("line_lost_total", COUNTER, "Counts that pages had to say anew.", lambda line: line.lost),
    Measure[Line]("line_away", GAUGE, "1 while nothing is heard of the engine.", lambda line: line.is_away),
    Measure[Line]("line_epoch", GAUGE, "The life of the engine that was heard last.", lambda line: line.epoch),
)

GAME = (
    Measure[Line]("online", GAUGE, "Players who are here.", lambda line: _heard(line, "online")),
    Measure[Line]("presses_total", COUNTER, "Presses of all players.", lambda line: _heard(line, "presses")),
)
"""What a gateway hears of the game, for whoever looks there: it is the engine's, and measured there."""


def _heard(line: Line, name: str) -> float:
    value = line.health.get(name, 0)
    return float(value) if isinstance(value, (int, float)) else 0.0
