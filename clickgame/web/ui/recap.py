"""A run's end as a moment: what it came to, next to my best and the others, until the next press or until *again*.

It stands where the score is told while a run lasts, never over the button: a press starts the next run at once, and
there is no recap of that."""

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from clickgame.web.ui.achievements import MEDALS
from clickgame.web.ui.browser import act, focus, grouped, hooked, ordinal, put, remember, remembered
from clickgame.web.ui.goals import level
from clickgame.web.ui.race import LAST_AHEAD, LAST_RANK, LAST_TO_AHEAD
from clickgame.web.ui.share import address_of, share, text_of
from clickgame.web.ui.story import day, others_reached, story_of
from clickgame.web.ui.window import BUTTON_ID

KEY = "clickgame-recap"

closed = ClientStateVar.create("recapClosed", default="")
"""The total after the last run whose recap was closed, as text: no two runs have the same."""

copied = ClientStateVar.create("recapCopied", default="")
"""The same for the last run whose text was copied."""


_recall = put(closed, remembered(KEY))


@rx.memo
def recap(
    *,
    run_over: rx.Var[int],
    best: rx.Var[int],
    before: rx.Var[int],
    story: rx.Var[list[Any]],
    arena: rx.Var[str],
    closed: rx.Var[str],
    copied: rx.Var[str],
) -> rx.Component:
    """Draw the recap of the run that came to *run_over*, 0 being none; *before* is the total after it.

    It was in *arena*. Its *story* comes a moment later, and is that of another run until then."""
    mark = before.to_string()
    told = story_of(story)
    is_told = told.score == run_over
    return rx.el.div(
        rx.cond(
            (run_over > 0) & (closed != mark),
            rx.el.section(
                rx.el.p(
                    rx.el.strong(grouped(run_over), custom_attrs={"id": "run-over"}),
                    rx.cond(run_over == 1, " press", " presses"),
                    class_name="came-to",
                ),
                rx.el.p(
                    _verdict(run_over, best, before),
                    class_name="verdict",
                    custom_attrs={"id": "verdict", "data-best": run_over >= best},
                ),
                rx.cond(LAST_RANK > 0, rx.el.p(_race(), class_name="place-then", custom_attrs={"id": "place-then"})),
                rx.cond(is_told, rx.fragment(day(told), others_reached(told))),
                _medals(level(run_over)),
                _choices(
                    run_over,
                    best,
                    mark,
                    is_copied=copied == mark,
                    told=hooked("told", rx.cond(is_told, story, [])).to(list),
                    arena=arena,
                ),
                class_name="recap",
                custom_attrs={"id": "recap", "aria-label": "Your last run"},
            ),
        ),
        class_name="contents",
        on_mount=_recall,
    )


def _verdict(run_over: rx.Var[int], best: rx.Var[int], before: rx.Var[int]) -> rx.Component:
    return rx.cond(
        run_over < best,
        rx.fragment(grouped(best - run_over), " short of your best"),
        rx.cond(run_over == before, "Your first run: a mark to beat", "New best!"),
    )


def _race() -> rx.Component:
    return rx.cond(
        LAST_AHEAD != "",
        rx.fragment(
            ordinal(LAST_RANK),
            " at the end, ",
            rx.cond(LAST_TO_AHEAD > 0, grouped(LAST_TO_AHEAD) + " behind ", "level with "),
            rx.el.bdi(LAST_AHEAD, custom_attrs={"translate": "no"}),
        ),
        "In the lead at the end",
    )


def _medals(reached: rx.Var[int]) -> rx.Component:
    return rx.cond(
        reached > 0,
        rx.el.ul(
            rx.foreach(
                MEDALS,
                lambda medal, place: rx.cond(
                    place < reached,
                    rx.el.li(
                        rx.el.span(medal[0], custom_attrs={"aria-hidden": "true"}),
                        rx.el.span(medal[1], class_name="sr-only"),
                        class_name="medal",
                        custom_attrs={"data-earned": "true"},
                    ),
                ),
            ),
            class_name="reached",
            custom_attrs={"aria-label": "Reached in this run"},
        ),
    )


def _choices(
    run_over: rx.Var[int],
    best: rx.Var[int],
    mark: rx.Var[str],
    *,
    is_copied: rx.Var[bool],
    told: rx.Var[list[Any]],
    arena: rx.Var[str],
) -> rx.Component:
    return rx.el.div(
        rx.el.button(
            "Again",
            type="button",
            class_name="choice main",
            custom_attrs={"id": "again"},
            on_click=[put(closed, mark), act(remember(KEY, mark)), act(focus(BUTTON_ID))],
        ),
        rx.el.button(
            rx.cond(is_copied, "Copied", "Share"),
            type="button",
            class_name="choice",
            custom_attrs={"id": "share"},
            on_click=share(
                text_of(run_over, best=best, told=told, arena=arena), address_of(told), if_copied=put(copied, mark)
            ),
        ),
        rx.el.span(rx.cond(is_copied, "Copied to the clipboard", ""), class_name="sr-only", role="status"),
        class_name="choices",
    )
