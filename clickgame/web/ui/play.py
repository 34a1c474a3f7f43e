"""My side of the page: score, numbers, the button and what is said under it.

This is the one place where the states and the page's own counters meet; everything below it is drawn from plain
values, so a press draws the score anew, then what follows from it, and the clock's beat next to nothing."""

from typing import Any

import reflex as rx

from clickgame.web.states.place import Place
from clickgame.web.states.play import Play
from clickgame.web.ui.achievements import celebration, to_cheer
from clickgame.web.ui.announce import SAY_EVERY_MS, alarm, voice
from clickgame.web.ui.browser import as_of, hooked, larger
from clickgame.web.ui.button import button, key_is_down
from clickgame.web.ui.clock import beat_ms, pace
from clickgame.web.ui.goals import level, next_goal
from clickgame.web.ui.message import message
from clickgame.web.ui.notes import notes
from clickgame.web.ui.place import hop, invitation, unless_blindfold
from clickgame.web.ui.race_strip import race_strip
from clickgame.web.ui.recap import closed, copied, recap
from clickgame.web.ui.run import LAST_S, run_left_s, span_s
from clickgame.web.ui.score import drawn_score, shown_score
from clickgame.web.ui.shelf import medal_tip, opened, shelf
from clickgame.web.ui.sound import is_on
from clickgame.web.ui.tally import numbers, score_line
from clickgame.web.ui.throttle import held_s


@rx.memo
def _below(  # noqa: PLR0913  # one argument a fact that the player sees
    *,
    score: rx.Var[int],
    best: rx.Var[int],
    before: rx.Var[int],
    pace: rx.Var[float],
    key_is_down: rx.Var[int],
    held_s: rx.Var[int],
    hold_s: rx.Var[float],
    run_left_s: rx.Var[int],
    ended: rx.Var[int],
    story: rx.Var[list[Any]],
    arena: rx.Var[str],
    reached: rx.Var[int],
    started_from: rx.Var[int],
    sound: rx.Var[bool],
    said: rx.Var[int],
    hop: rx.Var[int],
    is_timed: rx.Var[bool],
    invitation: rx.Var[str],
    span_s: rx.Var[float],
) -> rx.Component:
    goal = next_goal(score, reached)
    in_last_minute = hooked("late", (run_left_s >= 0) & (run_left_s <= LAST_S) & (score > 0))
    run_over = hooked("over", rx.cond(score == 0, ended, 0).to(int))
    share = rx.cond(held_s > 0, held_s / larger(hold_s, 1), rx.cond(in_last_minute, run_left_s / span_s, goal.share))
    earned = level(larger(best, score))
    return rx.fragment(
        message(
            held_s=held_s,
            run_left_s=rx.cond(in_last_minute, run_left_s, -1),
            score=score,
            to_go=goal.to_go,
            goal=goal.title,
            is_timed=is_timed,
            invitation=invitation,
        ),
        recap(
            run_over=run_over,
            best=best,
            before=before,
            story=story,
            arena=arena,
            closed=closed.value,
            copied=copied.value,
        ),
        rx.el.div(
            button(key_is_down=key_is_down, held_s=held_s, share=share),
            celebration(cheered=to_cheer(reached, started_from, is_held=held_s > 0), sound=sound),
            class_name="stage",
            custom_attrs={"data-hop": hop, "data-busy": pace > 0},
        ),
        numbers(best=larger(best, score), total=before + score, pace=pace),
        rx.el.div(
            shelf(earned=earned), medal_tip(opened=opened.value, score=score, earned=earned), class_name="medals"
        ),
        alarm(is_held=held_s > 0, is_ending=in_last_minute, run_over=run_over),
        voice(score=said),
    )


def play(words: dict[str, str]) -> rx.Component:
    """Draw my side of the page; *words* are the rules at the build."""
    below = _below(
        score=drawn_score,
        best=Play.best,
        before=Play.before,
        pace=pace,
        key_is_down=key_is_down.value,
        held_s=held_s,
        hold_s=Play.held_s,
        run_left_s=run_left_s,
        ended=Play.ended,
        story=Play.story,
        arena=Place.title,
        reached=level(drawn_score),
        started_from=Play.score - Play.acked,
        sound=is_on.value,
        said=as_of("said", beat_ms // SAY_EVERY_MS, unless_blindfold(drawn_score)),
        hop=hop(drawn_score),
        is_timed=Place.is_timed,
        invitation=invitation(),
        span_s=span_s,
    )
    return rx.el.section(
        score_line(score=shown_score),
        race_strip(),
        notes(words),
        below,
        class_name="play",
        custom_attrs={"aria-label": "Your run"},
    )
