"""The arenas: one line an arena, with the twist that its rules or its look have.

A twist is other numbers of the rules, a length, or a look; what needs more is a class beside `Arena`, which
`places.build` chooses. Players open arenas of these kinds themselves, see `openings.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clickgame.contract.arenas import ARENA, SEASON
from clickgame.contract.errors import UnknownArena
from clickgame.core.boards import OF_INPUT_KINDS

BOARDS_SHOWN = ("live", "today", "week", "all", "best")
OF_RUNS = ("top", "live", "all", "best")


@dataclass(frozen=True, slots=True)
class ArenaKind:
    """A kind of arena: its *key*, *title* and *text*, other numbers of the *rules*, and the *boards*, the first first.

    A run is over after *length_s* seconds, if that is not 0. *look* names what is different in the page. Where
    *has_programs*, programs may press: nobody is watched there, and nothing counts for streaks, totals or achievements.
    """

    key: str
    title: str
    text: str
    rules: Mapping[str, float] = field(default_factory=dict[str, float])
    boards: tuple[str, ...] = BOARDS_SHOWN
    length_s: float = 0.0
    look: str = ""
    season: str = SEASON
    has_programs: bool = False

    @property
    def all_boards(self) -> tuple[str, ...]:
        """Its boards, and those of kinds of input behind them: programs have none."""
        return self.boards if self.has_programs else self.boards + OF_INPUT_KINDS


ARENAS = (
    ArenaKind(ARENA, "Classic", "The button as it always was: press on, and your run lives on."),
    ArenaKind(
        "sprint",
        "Sprint",
        "Sixty seconds from the first press. The best run of the day wins.",
        boards=OF_RUNS,
        length_s=60.0,
    ),
    ArenaKind(
        "marathon",
        "Marathon",
        "Ten presses a second count, and only an hour of silence ends a run.",
        rules={"throttle_presses": 20, "throttle_window_s": 2.0, "hold_s": 0.0, "run_s": 3600.0},
    ),
    ArenaKind(
        "metronome",
        "Metronome",
        "One press a second counts. Ten seconds without one, and the run is over.",
        rules={"throttle_presses": 3, "throttle_window_s": 3.0, "hold_s": 0.0, "run_s": 10.0},
        boards=("best", "live", "today", "week", "all"),
    ),
    ArenaKind(
        "blindfold",
        "Blindfold",
        "You do not see your own score before the run is over. Count along.",
        rules={"run_s": 60.0},
        boards=("best", "today", "week", "all"),
        look="blindfold",
    ),
    ArenaKind("runaway", "Runaway", "The button moves away after every tenth press.", look="runaway"),
    ArenaKind(
        "bots",
        "Bots welcome",
        "Programs press here, as fast as the throttle lets them. What you press here counts on its boards only.",
        has_programs=True,
    ),
)


def kind_of(key: object) -> ArenaKind:
    """Give the kind of arena with that *key*, or raise UnknownArena."""
    for kind in ARENAS:
        if kind.key == key:
            return kind
    raise UnknownArena
