"""Where my run stands between the player ahead of me and the one behind me.

The others' scores are read from the board in view once a second, or from the server's word on my neighbours where I am
below the board; my own is what the page shows, so the race moves with each press. Where nobody else is on the board of
running scores, ghosts are."""

from typing import Any, NamedTuple

import reflex as rx
from reflex.vars import ArrayVar, VarData
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.web.states.board import Board
from clickgame.web.states.play import Play
from clickgame.web.ui.browser import NOW_MS, REFS, as_of
from clickgame.web.ui.clock import beat_ms
from clickgame.web.ui.ghosts import at_second, is_alone
from clickgame.web.ui.lines import read_lines

READ_EVERY_MS = 1000
PASSES_APART_MS = 2500  # so that who passes many at once is told of one, and can read of whom
LEAP = 10  # presses in one drawing: more is what was made before, on another page or elsewhere

LIVE = "live"
"""The board of running scores, on which the page knows its own score before the server does."""

Field = list[tuple[str, str, int, int]]


@var_operation
def _lowest_first(neighbours: ArrayVar) -> CustomVarOperationReturn[Field]:
    """Give *neighbours*, who come with the highest first as (id, rank, handle, score), as the board's lines are."""
    swapped = "([id, rank, handle, score]) => [id, handle, rank, score]"
    return var_operation_return(f"{neighbours}.map({swapped}).reverse()", var_type=Field)


_lines = rx.cond(
    Play.neighbours.length() > 0,
    rx.Var(
        f"{Play.neighbours!s}.map(([id, rank, handle, score]) => [id, handle, rank, score]).reverse()", _var_type=Field
    ),
    read_lines(Board.names, Board.fresh, Board.lines),
)

field = as_of(
    "field",
    (beat_ms // READ_EVERY_MS).to_string() + Board.shown + (Board.lines == "").to_string(),
    _lines.to(Field),
)
"""Those who are on the board in view, the lowest first: (id, handle, rank, score)."""


def _last(part: int, kind: Any, otherwise: str) -> Any:  # noqa: ANN401  # a Var of that kind
    return rx.Var(f"(refs['raced']?.[{part}] ?? {otherwise})", _var_type=kind, _var_data=REFS).guess_type()


LAST_RANK, LAST_AHEAD, LAST_TO_AHEAD = _last(0, int, "0"), _last(1, str, '""'), _last(2, int, "0")
"""My rank when this page last saw me in the race (0: it hasn't), who was ahead of me then, and by how much."""


class Race(NamedTuple):
    """A race as one of its players sees it; a handle is empty where there is nobody."""

    mine: rx.Var[int]
    """My score on the board in view, 0 when I am not on it."""
    rank: rx.Var[int]
    ahead: rx.Var[str]
    to_ahead: rx.Var[int]
    behind: rx.Var[str]
    to_behind: rx.Var[int]
    share: rx.Var[float]
    """How far I am on the way from the one behind to the one ahead, or to my best where nobody is ahead, 0 to 1."""
    best_share: rx.Var[float]
    """Where on that way my best is; 0 when it isn't on it."""
    ghost: rx.Var[str]
    """What the run of the ghost ahead was; empty where none is."""
    passed: rx.Var[str]
    """Whom I passed a moment ago, empty where that was longer ago."""
    passes: rx.Var[int]
    """How many I was told to have passed."""


def race(
    *,
    field: rx.Var,
    me: rx.Var[str],
    score: rx.Var[int],
    best: rx.Var[int],
    is_live: rx.Var[bool],
    ghosts: rx.Var,
    lasted_s: rx.Var[int],
) -> Race:
    """Find *me* in the *field*, with the running *score* that the page shows; of equals, the first to come is ahead.

    Where I am alone, *ghosts* race, as they were when they had lasted as long as I have."""
    hooks = f"""
const alone = {is_live!s} && {is_alone(field, me)!s};
const rows = alone ? {at_second(ghosts, lasted_s)!s} : {field!s};
const own = rows.findIndex((row) => row[0] === {me!s}), told = rows[own]?.[3] ?? 0;
const mine = {is_live!s} ? {score!s} : told;
let ahead, behind;
rows.forEach((row, at) => {{
  if (at === own) return;
  if (row[3] > mine || (row[3] === mine && (at > own || told !== mine))) ahead ??= row;
  else behind = row;
}});
const rank = mine && (ahead ? ahead[2] + 1 : rows.at(-1)?.[2] || 1);
const from = behind?.[3] ?? 0, to = ahead?.[3] ?? ({is_live!s} ? {best!s} : 0);
const along = (score) => Math.max(0, Math.min(1, (score - from) / (to - from)));
const share = to > mine ? along(mine) : mine ? 1 : 0;
if (mine && {is_live!s}) refs['raced'] = [rank, alone ? "" : ahead?.[1] ?? "", ahead?.[3] - mine];
const chase = refs['chase'] ??= {{passes: 0, at: -Infinity, mine: 0}}, now = {NOW_MS!s};
if ({is_live!s}) {{
  const gained = mine - chase.mine, isPast = gained > 0 && gained < {LEAP} && behind && behind[1] === chase.ahead;
  if (isPast && now - chase.at > {PASSES_APART_MS}) {{
    [chase.passed, chase.at, chase.passes] = [behind[1], now, chase.passes + 1];
  }}
  [chase.ahead, chase.mine] = [ahead?.[1], mine];
}}
const bestShare = {is_live!s} && mine < {best!s} && from < {best!s} && {best!s} < to ? along({best!s}) : 0;
"""
    needs = VarData.merge(REFS, VarData(hooks={hooks: None}))

    def there(name: str, kind: Any) -> Any:  # noqa: ANN401  # a Var of that kind
        return rx.Var(name, _var_type=kind, _var_data=needs).guess_type()

    return Race(
        mine=there("mine", int),
        rank=there("rank", int),
        ahead=there('(ahead?.[1] ?? "")', str),
        to_ahead=there("(ahead?.[3] - mine)", int),
        behind=there('(behind?.[1] ?? "")', str),
        to_behind=there("(mine - behind?.[3])", int),
        share=there("share", float),
        best_share=there("bestShare", float),
        ghost=there('(alone && ahead?.[4] || "")', str),
        passed=there(f'(now - chase.at < {PASSES_APART_MS} ? chase.passed : "")', str),
        passes=there("chase.passes", int),
    )
