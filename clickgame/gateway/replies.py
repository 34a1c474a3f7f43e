"""What an outcome means for the page: the vars to set, and only those that it does not know already.

A page reckons for itself: shown score = score + presses - acked, best = max(best, shown), total = before + shown. So a
press is usually answered with two numbers. Every way to a page takes its values from here.
"""

from collections.abc import Sequence

from clickgame.contract.errors import GameError
from clickgame.contract.facts import (
    AchievementReached,
    HandleChanged,
    Outcome,
    RunEnded,
    StreakState,
    StreakWentOn,
    Welcome,
)
from clickgame.contract.moderation import Sanction
from clickgame.contract.reads import ArenaInfo
from clickgame.contract.refusals import told
from clickgame.contract.runs import Ghost, Race, Story
from clickgame.gateway.clients import Client
from clickgame.gateway.reflex.channels import IDENTITY, NOTICE
from clickgame.gateway.reflex.protocol import Frame, Values, deltas

PASSING = "No cookies here: a reload makes you somebody new."
GONE = "Your cookie is gone: you are new. Your other device can bring you back."
ERASED = (
    "You are deleted. Nobody is told any more who you were, and this browser has let go of its cookie. "
    "If you go back to the button, you start as somebody new."
)
PRIVACY_AT = "/privacy"


def to_arrival(welcome: Welcome, *, is_kept: bool, is_new: bool, now: float) -> Values:
    """Tell a page who its player is, and what of the cookie is not as a player might think.

    Without one (*is_kept*) the player ends with the page. And whoever *is_new* without reason has lost one.
    """
    return {
        "player": welcome.player,
        **to_return(welcome),
        "link": serial(now),
        **({} if is_kept else {"said": PASSING}),
        **({"said_again": GONE} if is_new and is_kept else {}),
    }


def to_return(welcome: Welcome) -> Values:
    """Tell a page what may have changed of its player since it was told last."""
    return {
        "handle": welcome.handle,
        **(to_streak(welcome.streak) if welcome.streak else {}),
        **({"earned": list(welcome.earned)} if welcome.earned else {}),
    }


def farewell() -> Frame:
    """Tell a page that its player is no more: it lets go of the cookie, and goes to where that is said."""
    nobody: Values = {
        "player": "",
        "handle": "",
        "streak": 0,
        "streak_day": 0,
        "streak_until": 0,
        "earned": [],
    }
    return deltas({IDENTITY.name: nobody, NOTICE.name: {"code": "privacy_erased", "text": ERASED}}, path=PRIVACY_AT)


def to_place(arena: ArenaInfo) -> Values:
    """Tell a page which arena it is in."""
    return {
        "name": arena.name,
        "title": arena.title,
        "text": arena.text,
        "look": arena.look,
        "boards": [board.key for board in arena.boards],
        "is_timed": arena.is_timed,
        "is_gone": False,
    }


def to_identity(fact: HandleChanged | StreakWentOn | AchievementReached) -> Values:
    """Tell a page what has changed of its player."""
    match fact:
        case HandleChanged():
            return {"handle": fact.handle}
        case StreakWentOn():
            return to_streak(fact.streak)
        case AchievementReached():
            return {"earned": list(fact.earned)}


def to_streak(streak: StreakState) -> Values:
    """Tell a page of its player's streak."""
    return {"streak": streak.days, "streak_day": streak.day, "streak_until": streak.until}


def to_resume(client: Client, outcome: Outcome) -> Values:
    """Tell a page load that has just introduced itself everything about its player.

    Presses that came behind may have been answered already: that is not taken back.
    """
    newest = max((outcome.before, outcome.score), (client.told_before, client.told_score))
    client.told_before, client.told_score = newest
    client.told_acked = max(outcome.acked, client.told_acked)
    client.told_left_s = outcome.left_s
    return {
        "score": client.told_score,
        "acked": client.told_acked,
        "best": outcome.best,
        "before": client.told_before,
        "ended": outcome.ended,
        "left_s": round(outcome.left_s, 1),
        "mark": serial(outcome.at),
        "saving": False,  # or this answer could not leave
        **_hold(outcome),
    }


def to_press(client: Client, outcome: Outcome) -> Values:
    """Answer a press."""
    return {"score": outcome.score, "acked": outcome.acked, **news(client, outcome)}


def to_sibling(client: Client, outcome: Outcome) -> Values:
    """Tell another tab of the player what a press came to; the tab's own count is not concerned."""
    return {"score": outcome.score, **news(client, outcome)}


def to_run_ended(client: Client, run: RunEnded) -> Values:
    """Tell a page that its player's run is over."""
    client.told_before, client.told_score = run.before, 0
    client.told_left_s = 0.0
    return {"score": 0, "ended": run.score, "before": run.before, "best": run.best, "left_s": 0.0}


def to_race(race: Race) -> Values:
    """Tell a page that has just introduced itself what there is to race against, and of the last run."""
    return {
        "lasted_s": round(race.lasted_s, 1),
        "ghosts": [list(ghost) for ghost in race.ghosts],
        "story": list(race.last) if race.last else [],
    }


def to_story(story: Story, ghosts: Sequence[Ghost]) -> Values:
    """Tell a page what its player's last run was like, and what the next one has to race against."""
    return {"lasted_s": 0.0, "ghosts": [list(ghost) for ghost in ghosts], "story": list(story)}


def to_refused(refusal: GameError, *, now: float) -> Values:
    """Tell a page what was refused."""
    return {"code": refusal.code, "text": refusal.text, "number": serial(now)}


def to_sanction(sanction: Sanction | None, *, now: float) -> Values:
    """Tell a page what is in force for its player, if anything is."""
    return to_refused(told(sanction), now=now) if sanction else {"code": "", "text": ""}


def learn_sanction(client: Client, sanction: Sanction | None, *, now: float) -> dict[str, Values]:
    """Give by state what a page is told of what is in force for its player, or is no more.

    Where nothing is, it is told nothing if its notice is of something else.
    """
    if not sanction and not client.is_sanctioned:
        return {}
    client.is_sanctioned = sanction is not None
    return {NOTICE.name: to_sanction(sanction, now=now)}


def tell_sanction(client: Client, sanction: Sanction | None, *, now: float) -> None:
    """Tell an open page what is in force for its player; where nothing is any more, have it introduce itself anew.

    It may have been refused while the player was banned.
    """
    values = learn_sanction(client, sanction, now=now)
    if sanction is None:
        client.introduce("")
        values[IDENTITY.name] = {"link": serial(now)}
    client.wire.write(deltas(values))


def serial(now: float) -> int:
    """Give a number that differs from any that the page was told before, by this server or the one before.

    It tells milliseconds apart: a page that asks waits for longer.
    """
    return round(now * 1000) % 1_000_000_000


def news(client: Client, outcome: Outcome) -> dict[str, object]:
    """Give what a page has to be told of *outcome* besides score and count: mostly nothing."""
    news: dict[str, object] = {}
    client.told_score = outcome.score
    if outcome.page == client.page:
        client.told_acked = outcome.acked
    if outcome.before != client.told_before:
        client.told_before = outcome.before
        news.update(before=outcome.before, best=outcome.best, ended=outcome.ended)
    if outcome.credited and outcome.left_s != client.told_left_s and not (client.is_timed and client.told_left_s):
        client.told_left_s = outcome.left_s
        news.update(left_s=round(outcome.left_s, 1), mark=serial(outcome.at))
    if outcome.hold_began:
        news.update(_hold(outcome))
    return news


def _hold(outcome: Outcome) -> dict[str, object]:
    return {"held_s": round(max(0.0, outcome.held_until - outcome.at), 1), "held_no": serial(outcome.at)}
