"""My side of the page: score, numbers, the button and what is said under it.

This is the one place where the states and the page's own counters meet; everything below it is drawn from plain
values, so a press draws the score anew, then what follows from it, and the clock's beat next to nothing."""

import reflex as rx

from clickgame.web.states.play import Play
from clickgame.web.ui.achievements import celebration, cheer, shelf, watch
from clickgame.web.ui.browser import hooked, larger
from clickgame.web.ui.button import button, key_is_down
from clickgame.web.ui.clock import pace
from clickgame.web.ui.goals import level, next_goal
from clickgame.web.ui.message import message
from clickgame.web.ui.press import drawn_score, shown_score
from clickgame.web.ui.run import LAST_S, run_anchor, run_left_s
from clickgame.web.ui.sound import is_on
from clickgame.web.ui.tally import numbers, score_line
from clickgame.web.ui.throttle import held_s, throttle_anchor


@rx.memo
def _below(  # noqa: PLR0913  # one argument a fact that the player sees
    *,
    score: rx.Var[int],
    best: rx.Var[int],
    before: rx.Var[int],
    rank: rx.Var[int],
    pace: rx.Var[float],
    key_is_down: rx.Var[int],
    held_s: rx.Var[int],
    hold_s: rx.Var[float],
    held_no: rx.Var[int],
    run_left_s: rx.Var[int],
    run_mark: rx.Var[str],
    ended: rx.Var[int],
    reached: rx.Var[int],
    started_from: rx.Var[int],
    cheered: rx.Var[int],
    sound: rx.Var[bool],
) -> rx.Component:
    goal = next_goal(score, reached)
    in_last_minute = hooked("late", (run_left_s >= 0) & (run_left_s <= LAST_S) & (score > 0))
    share = rx.cond(held_s > 0, held_s / larger(hold_s, 1), rx.cond(in_last_minute, run_left_s / LAST_S, goal.share))
    return rx.fragment(
        message(
            held_s=held_s,
            run_left_s=rx.cond(in_last_minute, run_left_s, -1),
            run_over=rx.cond(score == 0, ended, 0),
            score=score,
            to_go=goal.to_go,
            goal=goal.title,
        ),
        rx.el.div(
            button(key_is_down=key_is_down, held_s=held_s, share=share),
            celebration(cheered=cheered, sound=sound),
            class_name="stage",
        ),
        numbers(best=larger(best, score), total=before + score, rank=rank, pace=pace),
        shelf(earned=level(larger(best, score))),
        watch(key="reached-" + reached.to_string(), reached=reached, started_from=started_from, held_s=held_s),
        throttle_anchor(key="held-" + held_no.to_string()),
        run_anchor(key="run-" + run_mark),
    )


def play() -> rx.Component:
    """Draw my side of the page."""
    below = _below(
        score=drawn_score,
        best=Play.best,
        before=Play.before,
        rank=Play.rank,
        pace=pace,
        key_is_down=key_is_down.value,
        held_s=held_s,
        hold_s=Play.held_s,
        held_no=Play.held_no,
        run_left_s=run_left_s,
        run_mark=Play.mark.to_string() + "-" + Play.score.to_string(),
        ended=Play.ended,
        reached=level(drawn_score),
        started_from=Play.score - Play.acked,
        cheered=cheer.value[1].to(int),
        sound=is_on.value,
    )
    return rx.el.section(
        score_line(score=shown_score), below, class_name="play", custom_attrs={"aria-label": "Your run"}
    )
