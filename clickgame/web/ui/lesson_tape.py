"""A learner's arena on the newest tape of the real one: both boards, and the first message at which the two part.

The page asks every few seconds, for as long as it is seen, with the program that was last run or checked here."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex.vars.base import var_operation, var_operation_return
from reflex_base.vars.base import CustomVarOperationReturn

from clickgame.learn.lesson import Lesson
from clickgame.web import previews
from clickgame.web.states.learn import Learn
from clickgame.web.ui.browser import latest, remembered, when
from clickgame.web.ui.clock import Every
from clickgame.web.ui.learned import has_passed, sent_key
from clickgame.web.ui.lesson_desk import code
from clickgame.web.ui.lesson_told import told_of

PERIOD_MS = 5_000


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a board; *is_same* tells that the other board has it at the same place."""

    seat: int
    score: int
    is_same: bool


@var_operation
def _is_seen(_: rx.vars.StringVar) -> CustomVarOperationReturn[bool]:
    """Tell whether the page is in view."""
    return var_operation_return("(document.visibilityState === 'visible')", var_type=bool)


def tape(lesson: Lesson) -> rx.Component:
    """Draw what there is to be seen of *lesson*'s tape, once it is passed; nothing for one without a tape."""
    if not lesson.tape:
        return rx.fragment()
    program = (remembered(sent_key(lesson.key)) | latest(code)).to(str)
    ask = when(_is_seen(""), [Learn.judge(lesson.key, program)])
    told = rx.cond(Learn.tape["lesson"] == lesson.key, Learn.tape, {}).to(dict[str, Any])
    return rx.cond(
        has_passed(lesson.key) | told_of(lesson.key).has_passed,
        rx.el.section(
            Every.create(on_beat=ask, period_ms=PERIOD_MS),
            rx.el.h2("Your arena and the real one"),
            _standing(told),
            rx.cond(told["state"] == "judged", _judged(told)),
            class_name="card tape",
            on_mount=ask,
            custom_attrs={
                "id": "tape",
                "data-state": (told["state"] | "").to(str),
                "data-verdict": (told["verdict"] | "").to(str),
            },
        ),
    )


def _standing(told: Any) -> rx.Component:  # noqa: ANN401  # a Var
    return rx.fragment(
        rx.el.p(
            rx.match(
                rx.cond(told["state"] == "judged", told["verdict"], told["state"]).to(str),
                ("quiet", "Nobody has pressed lately. As soon as somebody does, your arena hears it."),
                ("refused", told["text"].to(str)),
                ("alike", "Alike: yours counts what the game counts."),
                ("parted", "Here they part."),
                ("broken", "Your arena did not get to the end of the tape."),
                "Your arena waits for a tape, and for its turn.",
            ),
            class_name="verdict",
            role="status",
        ),
        rx.cond(
            told["state"] == "quiet",
            rx.el.p(
                rx.el.a("Press a few times", href=previews.HOME.path, target="_blank"),
                " in another tab, and come back.",
                class_name="keys",
            ),
        ),
    )


def _judged(told: Any) -> rx.Component:  # noqa: ANN401  # a Var
    seats, events = told["seats"].to(int), told["events"].to(int)
    said = (told["said"] | "").to(str)
    yours = rx.cond(
        said != "",
        rx.el.p("It gave ", rx.el.code(said), ", which is no board.", class_name="keys"),
        _board("yours", told["yours"].to(list[Row])),
    )
    return rx.fragment(
        rx.cond((told["error"] | "") != "", rx.el.p(told["error"].to(str), class_name="wrong")),
        rx.cond((told["yours_counted"] | "") != "", _parted(told)),
        rx.el.div(
            rx.el.div(rx.el.h3("Your board"), yours),
            rx.el.div(rx.el.h3("The real board"), _board("game", told["game"].to(list[Row]))),
            class_name="two-boards",
        ),
        rx.el.p(
            "The last ",
            told["length_s"].to_string(),
            " seconds of Classic: ",
            _counted(events, "message", "messages"),
            " of ",
            _counted(seats, "player", "players"),
            ". A new tape every few seconds, with other seats.",
            class_name="keys",
        ),
    )


def _counted(count: rx.vars.NumberVar, one: str, many: str) -> rx.Var[str]:
    return count.to_string() + rx.cond(count == 1, f" {one}", f" {many}").to(str)


def _parted(told: Any) -> rx.Component:  # noqa: ANN401  # a Var
    return rx.el.div(
        rx.cond((told["event"] | "") != "", rx.el.p(told["event"].to(str))),
        rx.el.dl(
            _value("Yours counted", told["yours_counted"].to(str)),
            _value("The game counted", told["game_counted"].to(str)),
        ),
        rx.cond((told["why"] | "") != "", rx.el.p(told["why"].to(str), class_name="hint-of")),
        class_name="parted",
        custom_attrs={"id": "parted"},
    )


def _value(name: str, value: rx.Var[str]) -> rx.Component:
    return rx.el.div(rx.el.dt(name), rx.el.dd(rx.el.code(value, custom_attrs={"translate": "no"})))


def _board(name: str, rows: rx.vars.ArrayVar[list[Row]]) -> rx.Component:
    return rx.cond(
        rows.length() > 0,
        rx.el.ol(rx.foreach(rows, _row), class_name="seats", custom_attrs={"id": f"tape-{name}"}),
        rx.el.p("Nobody is on it.", class_name="keys"),
    )


def _row(row: rx.vars.ObjectVar[Row]) -> rx.Component:
    return rx.el.li(
        rx.el.span("Seat ", row.seat.to_string()),
        rx.el.b(row.score.to_string()),
        custom_attrs={"data-same": row.is_same},
    )
