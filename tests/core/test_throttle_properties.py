"""The throttle's promise, for any timetable of a person and for any client: see core/throttle.py for its words."""

from dataclasses import dataclass

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from clickgame.core.game import Game
from clickgame.core.rules import Rules
from clickgame.core.throttle import BURST, BURST_ENDS_S
from tests.core.people import T0, Bout, Message, Timetable, Trouble, play, restarted

RULES = Rules()
TABS = (0, 1, 2)
AWAY_S = 590.0  # of the ten minutes; the rest is for the last message before and the first one after

calm = st.builds(Bout, st.sampled_from(TABS), st.sampled_from((1.0, 5.0, 30.0, 300.0, 700.0)), st.just(0.0))
long_bouts = st.builds(
    Bout, st.sampled_from(TABS), st.sampled_from((0.5, 2.0, 10.0, 60.0, 590.0)), st.sampled_from((7.0, 12.0, 25.0))
)
quick_bouts = st.lists(
    st.builds(Bout, st.sampled_from(TABS), st.sampled_from((0.1, 0.3, 0.7, 1.0, 1.5)), st.just(25.0)), max_size=25
)
stalls = st.builds(
    Trouble, st.sampled_from(TABS), st.floats(0, 100), st.sampled_from((0.3, 0.5, 0.9, 1.0, 1.1, 2.0, 5.0, 8.0, 20.0))
)
# One that lets go and comes back in the middle of it.
relapses = st.tuples(stalls, st.sampled_from((0.0, 0.01, 0.1, 0.3, 0.6)), st.sampled_from((0.3, 1.1, 5.0))).map(
    lambda drawn: (drawn[0], Trouble(drawn[0].tab, drawn[0].at + drawn[0].seconds + drawn[1], drawn[2]))
)
outages = st.tuples(st.sampled_from(TABS), st.floats(0, 100), st.sampled_from((1.0, 5.0, 30.0, 100.0, AWAY_S)))


@st.composite
def timetables(draw: st.DrawFn) -> Timetable:
    """Draw what a person does, at most 25 presses a second in all tabs, and what network and server do with it."""
    parts = draw(st.lists(st.one_of(quick_bouts, st.lists(st.one_of(long_bouts, calm), max_size=3)), max_size=5))
    bouts = [bout for part in parts for bout in part] or [Bout(0, 1.0, 25.0)]
    late_s = draw(st.tuples(*[st.sampled_from((0.0, 0.0, 1.0, 30.0, 58.0))] * 3))
    timetable = Timetable(
        bouts,
        late_s=late_s,
        stalls=[
            stall for drawn in draw(st.lists(st.one_of(st.tuples(stalls), relapses), max_size=6)) for stall in drawn
        ],
        jitter_s=draw(st.sampled_from((0.0, 0.02, 0.1, 0.3))),
        release_s=draw(st.sampled_from((0.0, 0.01, 0.3, 0.8))),
        seed=draw(st.integers(0, 1_000)),
    )
    # Away is who is cut off and whose server is down, one after the other: never for more than the ten minutes.
    left_s = dict.fromkeys(TABS, AWAY_S)
    for tab, at, wanted_s in draw(st.lists(outages, max_size=4)):
        seconds = min(wanted_s, left_s[tab])
        left_s[tab] -= seconds
        timetable.outages.append(Trouble(tab, at, seconds))
    met_s = max(timetable.met().values())
    for at, wanted_s in draw(st.lists(st.tuples(st.floats(0, 100), st.sampled_from((1.0, 60.0, AWAY_S))), max_size=2)):
        seconds = min(wanted_s, *left_s.values())
        left_s = {tab: left - seconds for tab, left in left_s.items()}
        timetable.stops.append((met_s + 0.2 + at, seconds))
    return timetable


@settings(max_examples=400)
@given(timetables())
def test_whoever_presses_like_a_person_is_never_held_and_loses_nothing(timetable: Timetable) -> None:
    made, credited, holds = play(timetable)
    for what, count in (
        ("a stall of more than a window", sum(stall.seconds > 1 for stall in timetable.stalls)),
        ("an outage", len(timetable.outages)),
        ("a stop", len(timetable.stops)),
        ("a late first contact", sum(late > 0 for late in timetable.late_s)),
        ("several tabs", len(timetable.presses()) > 1),
    ):
        event(what if count else f"not {what}")
    assert (credited, holds) == (made, 0)


FAST = [Bout(0, 30.0, 25.0)]
TURNS = [Bout(number % 2, 0.3, 25.0) for number in range(100)]


@pytest.mark.parametrize(
    "timetable",
    [
        Timetable(FAST, stalls=[Trouble(0, 10.0, 8.0)]),
        Timetable(FAST, stalls=[Trouble(0, 10.0, 8.0)], jitter_s=0.3, release_s=0.9),
        Timetable(FAST, stalls=[Trouble(0, 10.0, 8.0), Trouble(0, 18.05, 5.0)]),
        Timetable(FAST, stalls=[Trouble(0, 10.0, 8.0), Trouble(0, 18.5, 0.6)], release_s=0.9),
        Timetable(FAST, stalls=[Trouble(0, 0.0, 1.1), Trouble(0, 1.2, 0.3)], jitter_s=0.3, seed=783),
        Timetable(FAST, stalls=[Trouble(0, 0.0, 2.0), Trouble(0, 2.05, 0.8)], jitter_s=0.3, release_s=0.8, seed=188531),
        Timetable(FAST, stalls=[Trouble(0, 1.0, 2.0), Trouble(0, 3.1, 0.9)], jitter_s=0.02, release_s=0.8, seed=445248),
        Timetable(FAST, stalls=[Trouble(0, 10.0, 8.0)], outages=[Trouble(0, 18.1, 1.0)]),
        Timetable(FAST, stalls=[Trouble(0, float(second), 0.9) for second in range(2, 28)], release_s=0.05),
        Timetable(TURNS, stalls=[Trouble(second % 2, float(second), 0.9) for second in range(2, 28)], release_s=0.1),
        Timetable(TURNS, outages=[Trouble(0, 3.0, 20.0), Trouble(1, 3.1, 20.0)]),
        Timetable(TURNS, stalls=[Trouble(1, 20.0, 8.0)], outages=[Trouble(0, 1.0, 26.0)]),
        Timetable([*TURNS, Bout(0, 560.0, 25.0)], outages=[Trouble(0, 1.0, AWAY_S)]),
        Timetable([Bout(0, 590.0, 25.0)], stops=[(3.0, 585.0)]),
        Timetable(FAST, stalls=[Trouble(0, 2.0, 10.0)], stops=[(12.1, 1.0)], release_s=0.9),
        Timetable(FAST, stalls=[Trouble(0, 2.0, 10.0)], stops=[(12.5, 20.0)], release_s=0.9),
        Timetable([Bout(0, 700.0, 0.0), Bout(1, 58.0, 25.0), Bout(0, 5.0, 25.0)], late_s=(0.0, 58.0, 0.0)),
        Timetable([Bout(0, 59.0, 25.0)], late_s=(59.0, 0.0, 0.0)),
    ],
    ids=lambda timetable: f"{len(timetable.messages())} messages",
)
def test_the_hard_cases_of_a_person(timetable: Timetable) -> None:
    """Each at 25 a second all the time: stalls long, ragged, often, broken off, repeated; tabs in turn, outages."""
    made, credited, holds = play(timetable)
    assert made > 500
    assert (credited, holds) == (made, 0)


@dataclass
class Told:
    """What the promise says of a page load: its messages that are heard together, and the silence before them."""

    count: int = 0
    heard_at: float = 0.0
    first_at: float = 0.0
    since: float = 0.0
    together: int = 0
    lasts: bool = False
    kept_since: float = 0.0
    is_forgotten: bool = False

    def restart(self) -> None:
        """Forget all but since when there was silence, as of the last message that was put on record."""
        self.is_forgotten = self.together > 0

    def hear(self, now: float, *, presses: int, is_resume: bool) -> float:
        """Take a message that comes *now* with so many new presses; give since when there was silence before it."""
        after_s = now - self.first_at
        was_silent = self.together and self.first_at - self.since > RULES.throttle_window_s
        paused_s = now - self.heard_at
        is_burst = self.together >= BURST and self.heard_at - self.first_at < self.together * RULES.stall_gap_s
        broke_off = paused_s > RULES.throttle_window_s or (is_burst and paused_s > BURST_ENDS_S)
        if self.is_forgotten:
            since = self.since = max(self.kept_since, now - RULES.silence_s)
            self.first_at, self.together, self.is_forgotten = now, 0, False
        elif was_silent and self.lasts and (is_resume or broke_off):
            since = max(self.since, now - RULES.silence_s)
            self.first_at, self.together = now, 0
        elif (
            self.together
            and after_s <= RULES.throttle_window_s
            and (after_s < self.together * RULES.stall_gap_s or (was_silent and self.lasts))
        ):
            since = self.since
        elif self.together and after_s <= RULES.throttle_window_s < self.first_at - self.since:
            since = self.heard_at
        else:
            since = self.heard_at if self.together else now - RULES.claim_s - RULES.throttle_window_s
            since = max(since, now - RULES.silence_s)
            self.first_at, self.since, self.together = now, since, 0
        self.together += 1
        self.heard_at = now
        self.lasts = presses > 0 and not is_resume
        if presses or not self.kept_since:
            self.kept_since = self.since if self.lasts and self.first_at - self.since > RULES.throttle_window_s else now
        return since


GAPS_S = (0.0, 0.001, 0.05, 0.07, 0.1, 0.3, 0.5, 0.9, 1.0, 1.1, 2.0, 5.0, 20.0, 60.0, 120.0, 300.0, 600.0, 700.0)
PRESSES = (0, 1, 5, 20, 25, 45, 50, 51, 60, 100, 475, 500, 1_500, 15_000)
steps = st.tuples(
    st.sampled_from(GAPS_S),
    st.integers(0, 12),
    st.sampled_from(PRESSES),
    st.booleans(),
    st.sampled_from((0, 20, 900)),
    st.sampled_from((False, False, False, True)),
)


def worst(heard: list[tuple[float, float, int]]) -> float:
    """Give by how much the most is credited too much, of all runs of messages (when, silent since, credited)."""
    excess = -RULES.throttle_presses * 1.0
    for first in range(len(heard)):
        credited, oldest = 0, float("inf")
        for at, since, presses in heard[first:]:
            if presses:
                credited, oldest = credited + presses, min(oldest, since)
                excess = max(excess, credited - 50 * (at - oldest) - 50)
    return excess


@settings(max_examples=800)
@given(st.sampled_from((0.0, 100.0, 600.0)), st.lists(steps, min_size=1, max_size=60))
def test_whatever_is_sent_no_more_than_the_rate_is_credited(
    idle_s: float, sent: list[tuple[float, int, int, bool, int, bool]]
) -> None:
    """Between any two messages of a page load, and of the player over all page loads, whenever the server restarts."""
    game = Game(RULES, now=T0)
    game.join(player="ann", key="a", handle="Ann", now=T0)
    now = T0 + idle_s
    pages: dict[int, Told] = {}
    heard: list[tuple[float, float, int]] = []
    by_page: dict[int, list[tuple[float, float, int]]] = {}
    for gap_s, number, presses, is_resume, age_s, is_restarted in sent:
        if is_restarted and gap_s >= RULES.throttle_window_s:  # it takes that long
            game = restarted(game, now=now)
            for page in pages.values():
                page.restart()
        now += gap_s
        is_new = number not in pages
        page = pages.setdefault(number, Told())
        page.count += presses
        since = page.hear(now, presses=presses, is_resume=is_resume or is_new)
        outcome = game.hear(
            "ann",
            arena="classic",
            page=str(number),
            presses=page.count,
            age_s=age_s,
            is_resume=is_resume or is_new,
            now=now,
        )
        entry = now, since, outcome.credited
        heard.append(entry)
        by_page.setdefault(number, []).append(entry)
        event("a hold" if outcome.hold_began else "silence used" if outcome.credited > 50 else "play")
    assert worst(heard) <= 0.01
    for of_page in by_page.values():
        assert worst(of_page) <= 0.01


@settings(max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(GAPS_S[1:14]), st.integers(0, 12), st.sampled_from((0.5, 1.0))), max_size=40))
def test_even_who_always_sends_as_much_as_is_let_through_gets_no_more(steps: list[tuple[float, int, float]]) -> None:
    """Each message has all that a page load's silence and the window's remainder seem to allow."""
    game = Game(RULES, now=T0)
    game.join(player="ann", key="a", handle="Ann", now=T0)
    now = T0 + 600.0
    pages: dict[int, Told] = {}
    heard: list[tuple[float, float, int]] = []
    for gap_s, number, share in steps:
        now += gap_s
        is_new = number not in pages
        page = pages.setdefault(number, Told())
        since = page.hear(now, presses=1, is_resume=is_new)
        within = sum(credited for at, _, credited in heard if at > now - 1.0 and credited <= 50)
        allowed = 25 * max(0.0, now - since - 1.0 - is_new) + max(0, 50 - within)
        page.count += (presses := int(share * allowed))
        page.lasts = page.lasts and presses > 0
        outcome = game.hear(
            "ann", arena="classic", page=str(number), presses=page.count, age_s=900, is_resume=is_new, now=now
        )
        heard.append((now, since, outcome.credited))
    assert worst(heard) <= 0.01


def test_a_timetable_is_heard_in_order_and_to_the_end() -> None:
    """The schedules themselves: counts never go down in a tab, and the last says all."""
    timetable = Timetable(TURNS, stalls=[Trouble(0, 5.0, 3.0)], outages=[Trouble(1, 5.0, 9.0)], jitter_s=0.3)
    last: dict[int, Message] = {}
    for message in timetable.messages():
        assert message.tab not in last or last[message.tab].presses <= message.presses
        last[message.tab] = message
    assert {tab: message.presses for tab, message in last.items()} == {
        tab: len(times) for tab, times in timetable.presses().items()
    }
