"""Where a score stands between two achievements: the one reached last and the one that comes next."""

from typing import NamedTuple

import reflex as rx

from clickgame.core.achievements import RUN_ACHIEVEMENTS
from clickgame.web.ui.browser import count_reached, hooked

STEPS = rx.Var.create([achievement.at for achievement in RUN_ACHIEVEMENTS])
_FROM = rx.Var.create([0, *(achievement.at for achievement in RUN_ACHIEVEMENTS)])
_UP_TO = rx.Var.create([*(achievement.at for achievement in RUN_ACHIEVEMENTS), 0])
TITLES = rx.Var.create([*(achievement.title for achievement in RUN_ACHIEVEMENTS), ""])
TEXTS = rx.Var.create([achievement.text for achievement in RUN_ACHIEVEMENTS])


class Goal(NamedTuple):
    """The next achievement as seen from a score."""

    to_go: rx.Var[int]
    """Presses that are missing; none is left to reach when this is 0 or less."""
    title: rx.Var[str]
    share: rx.Var[float]
    """How far the score is on the way from the last achievement to this one, 0 to 1."""


def level(score: rx.Var[int]) -> rx.Var[int]:
    """Count the achievements that *score* has reached."""
    return count_reached(STEPS, score)


def next_goal(score: rx.Var[int], reached: rx.Var[int]) -> Goal:
    """Give the achievement that comes next when *score* has *reached* so many of them."""
    start, end = hooked("start", _FROM[reached].to(int)), hooked("end", _UP_TO[reached].to(int))
    share = rx.cond(end > 0, (score - start) / (end - start), 1).to(float)
    return Goal(to_go=end - score, title=TITLES[reached].to(str), share=share)
