"""Achievements on the page: a celebration when one's own presses reach one.

A reload or another tab can bring a score that is past a milestone already; that is nothing to celebrate. So a level
counts only when it lies above the score that this page started from, and when it was reached going up."""

import reflex as rx

from clickgame.core.achievements import RUN_ACHIEVEMENTS
from clickgame.web.ui.browser import as_of, kept_mark
from clickgame.web.ui.goals import STEPS, TEXTS, TITLES

REACHES = [100, 78, 112, 88, 70] * 3
"""How far a celebration's sparks fly, in percent; each has its own direction."""

THOUSAND = 1000

MEDALS = [
    (
        str(achievement.at) if achievement.at < THOUSAND else f"{achievement.at / THOUSAND:g}k",
        f"{achievement.title}: {achievement.text}",
    )
    for achievement in RUN_ACHIEVEMENTS
]
"""A medal's short label and its name."""

_before = kept_mark("cheer")


def to_cheer(reached: rx.Var[int], started_from: rx.Var[int], *, is_held: rx.Var[bool]) -> rx.Var[int]:
    """Give the level to celebrate since the score *reached* the one that it is at; 0 is none."""
    is_mine = (reached > _before) & (STEPS[reached - 1].to(int) > started_from) & ~is_held
    return as_of("cheer", reached, rx.cond(is_mine, reached, 0).to(int))


@rx.memo
def celebration(cheered: rx.Var[int], sound: rx.Var[bool]) -> rx.Component:
    """Celebrate the level *cheered*, once."""
    return rx.el.div(
        rx.cond(
            cheered > 0,
            rx.el.div(
                rx.foreach(
                    REACHES,
                    lambda reach, place: rx.el.i(
                        class_name="spark",
                        custom_attrs={
                            "style": rx.Var.create({"--turn": place * (360 // len(REACHES)), "--reach": reach})
                        },
                    ),
                ),
                rx.el.p(
                    rx.el.strong(TITLES[cheered - 1].to(str)),
                    rx.el.span(TEXTS[cheered - 1].to(str)),
                    class_name="cheer",
                ),
                rx.cond(sound, rx.el.audio(src="/chime.wav", auto_play=True)),
                key=cheered.to_string(),
                custom_attrs={"id": "cheer"},
            ),
        ),
        class_name="cheers",
        role="status",
    )
