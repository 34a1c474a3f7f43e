"""What an outcome means for the page: the vars to set, and only those that it does not know already.

A page reckons for itself: shown score = score + presses - acked, best = max(best, shown), total = before + shown. So a
press is usually answered with two numbers. Every way to a page takes its values from here.
"""

from clickgame.core.facts import Outcome, RunEnded
from clickgame.live.frames import Values
from clickgame.live.presence import Seat


def to_resume(seat: Seat, outcome: Outcome) -> Values:
    """Tell a page load that has just introduced itself everything about its player."""
    seat.told_left_s = outcome.left_s
    seat.told_before = outcome.before
    return {
        "score": outcome.score,
        "acked": outcome.acked,
        "best": outcome.best,
        "before": outcome.before,
        "ended": outcome.ended,
        "left_s": round(outcome.left_s, 1),
        "mark": serial(outcome.at),
        "saving": False,  # or this answer could not leave
        **_hold(outcome),
    }


def to_press(seat: Seat, outcome: Outcome) -> Values:
    """Answer a press."""
    return {"score": outcome.score, "acked": outcome.acked, **_news(seat, outcome)}


def to_sibling(seat: Seat, outcome: Outcome) -> Values:
    """Tell another tab of the player what a press came to; the tab's own count is not concerned."""
    return {"score": outcome.score, **_news(seat, outcome)}


def to_run_ended(seat: Seat, run: RunEnded) -> Values:
    """Tell a page that its player's run is over."""
    seat.told_before = run.before
    return {"score": 0, "ended": run.score, "before": run.before, "best": run.best, "left_s": 0.0}


def serial(now: float) -> int:
    """Give a number that differs from any that the page was told before, by this server or the one before."""
    return round(now * 1000) % 1_000_000_000


def _news(seat: Seat, outcome: Outcome) -> dict[str, object]:
    news: dict[str, object] = {}
    if outcome.before != seat.told_before:
        seat.told_before = outcome.before
        news.update(before=outcome.before, best=outcome.best, ended=outcome.ended)
    if outcome.credited and outcome.left_s != seat.told_left_s:
        seat.told_left_s = outcome.left_s
        news.update(left_s=round(outcome.left_s, 1), mark=serial(outcome.at))
    if outcome.hold_began:
        news.update(_hold(outcome))
    return news


def _hold(outcome: Outcome) -> dict[str, object]:
    return {"held_s": round(max(0.0, outcome.held_until - outcome.at), 1), "held_no": serial(outcome.at)}
