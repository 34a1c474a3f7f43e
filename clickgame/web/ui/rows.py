"""What of a board is drawn, and when.

A board may change most of its hundred rows many times a second, and that costs a phone's main thread more than a press
does. Rows in sight follow every board; the others take turns, those close by more often, and are up to date by the time
they are scrolled to.

A row glides when one player overtakes another now and then. Where places change hands all the time, rows that glide
would be on top of each other at any moment, and none of them readable: there, each is in its place at once.

Assistive technology reads at its own pace: it has the whole board by rank, as of a few seconds ago."""

from typing import Any, NamedTuple

import reflex as rx
from reflex.vars import VarData

from clickgame.web.ui.browser import NOW_MS, grouped
from clickgame.web.ui.lines import read_lines
from clickgame.web.ui.sight import MARGIN

TURNS = 20  # rows out of sight are drawn anew at every twentieth drawing, and what is read out as well
TURNS_CLOSE = 4  # a divisor of it: rows that scrolling soon comes upon have their turn more often
FIRST = 3  # places that stand out
GLIDES_MOST = 4  # rows in sight that change places at once
REST_MS = 600  # without a board, after which it is the page's clock that gives turns: a frame less beside each board
CALM_MS = 700  # for which none of them has changed places before; boards of a busy game come more often than that


Row = tuple[str, str, int, int, bool]
"""The id, the handle, the rank, the score, and whether the row is in sight."""


class Drawn(NamedTuple):
    """A board as it is to be drawn."""

    rows: rx.Var[list[Row]]
    """By slot; a row that is as it was is the same object, and is not drawn again."""
    length: rx.Var[int]
    """How many of the slots have a player."""
    first: rx.Var[str]
    """The numbers of the first places, a line each."""
    others: rx.Var[str]
    """The numbers of the places after those."""
    figures: rx.Var[int]
    """How many figures and commas the highest score has."""
    glides: rx.Var[bool]
    ranked: rx.Var[list[tuple[str, str, int, int]]]
    """By rank, for assistive technology: (id, handle, rank, score)."""


def drawn(*, names: rx.Var, fresh: rx.Var, lines: rx.Var[str], sight: rx.Var[list[int]]) -> Drawn:
    """Give what to draw of a board, whose parts are as `engine/slots.py` writes them.

    A row that is in sight, or was, is what the board says now; another is so when it is its turn."""
    hooks = f"""
const kept = useRef({{turn: 0, rows: [], ranked: [], numbers: [], movedAt: 0}}).current;
const standing = {read_lines(names, fresh, lines)!s}, known = [...{names!s}], places = [], now = {NOW_MS!s};
const board = {lines!s} + {fresh!s} + {names!s}.length;
if (board !== kept.board) [kept.board, kept.cameAt] = [board, now];
const hasTurn = kept.cameAt === now || now - kept.cameAt > {REST_MS};
let moved = 0;
standing.forEach(([id, handle, rank, score, slot]) => {{
  known[slot] = [id, handle];
  places[slot] = [rank, score];
}});
const isNear = (ranks, margin) => ranks.some((rank) => rank > {sight!s}[0] - margin && rank <= {sight!s}[1] + margin);
kept.turn = (kept.turn + hasTurn) % {TURNS};
const figures = {grouped(rx.Var("(standing.at(-1)?.[3] ?? 0)", _var_type=int).guess_type())!s}.length;
if ((hasTurn && !kept.turn) || !kept.ranked.length) kept.ranked = [...standing].reverse();
kept.rows = known.map((name, slot) => {{
  const [rank, score] = places[slot] ?? [0, 0], old = kept.rows[slot], ranks = [rank, old?.[2]];
  const near = isNear(ranks, 1);
  moved += near && !!old && old[2] !== rank;
  const isDue = hasTurn && (slot - kept.turn) % (isNear(ranks, {MARGIN}) ? {TURNS_CLOSE} : {TURNS}) === 0;
  const row = [...name, rank, score, near];
  return !old || ((near || isDue) && row.some((part, at) => part !== old[at])) ? row : old;
}});
if (kept.numbers.length !== standing.length) {{
  kept.numbers = standing.map((_, at) => at + 1);
  kept.first = kept.numbers.slice(0, {FIRST}).join('\\n');
  kept.others = kept.numbers.slice({FIRST}).join('\\n');
}}
if (moved) {{
  kept.glides = moved <= {GLIDES_MOST} && now - kept.movedAt > {CALM_MS};
  kept.movedAt = now;
}}
"""
    needs = VarData(imports={"react": ["useRef"]}, hooks={hooks: None})

    def there(name: str, kind: Any) -> Any:  # noqa: ANN401  # a Var of that kind
        return rx.Var(name, _var_type=kind, _var_data=needs).guess_type()

    return Drawn(
        rows=there("kept.rows", list[Row]),
        length=there("standing.length", int),
        first=there("kept.first", str),
        others=there("kept.others", str),
        figures=there("figures", int),
        glides=there("kept.glides", bool),
        ranked=there("kept.ranked", list[tuple[str, str, int, int]]),
    )
