"""No page meets a budget, and who does is refused once, passed over, and hung up on."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.gateway.limits.events import (
    BUDGETS,
    OF_EVENT,
    OTHERS,
    PACKETS,
    PASSED_OVER,
    RENAMES,
    REPORTS,
    WATCHES,
    Allowance,
    Budget,
    Verdict,
    budget_of,
)
from clickgame.gateway.reflex.channels import BOARD, CALLS, IDENTITY, NAMESPACE, PLAY


def packet(name: str, *more: object) -> str:
    """Make the Socket.IO packet of a page's event."""
    return f"2{NAMESPACE},{json.dumps(['event', {'name': name}, *more], separators=(',', ':'))}"


def test_each_event_that_a_page_may_send_has_a_budget_but_the_press() -> None:
    assert {name for name in CALLS if budget_of(packet(name)) is None} == {PLAY.event("press")}
    assert set(OF_EVENT) <= set(CALLS)


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        (packet(IDENTITY.event("rename")), RENAMES),
        (packet(BOARD.event("watch")), WATCHES),
        (packet("nothing"), OTHERS),
        (packet(PLAY.event("press")).replace(":", " : ").replace(",", ", "), None),
        (packet(PLAY.event("press")).replace('{"name"', '{"more":1,"name"'), OTHERS),
        (f'2{NAMESPACE},["client_error",{{}}]', REPORTS),
        (f'2{NAMESPACE},["ping"]', OTHERS),
        (f'2{NAMESPACE},["event",{{"name":"', OTHERS),
        (f"0{NAMESPACE},{{}}", PACKETS),
        ("", PACKETS),
    ],
)
def test_a_packet_is_told_by_how_it_begins(text: str, budget: Budget | None) -> None:
    assert budget_of(text) is budget


@pytest.mark.parametrize("budget", BUDGETS, ids=lambda each: each.kind)
def test_who_goes_on_is_refused_once_and_then_hung_up_on(budget: Budget) -> None:
    allowance = Allowance()
    verdicts = [allowance.take(budget, now=7.0) for _ in range(budget.burst * (1 + PASSED_OVER) + 1)]
    assert verdicts[: budget.burst] == [Verdict.TAKEN] * budget.burst
    assert verdicts[budget.burst] is Verdict.REFUSED
    assert set(verdicts[budget.burst + 1 : -1]) == {Verdict.PASSED_OVER}
    assert verdicts[-1] is Verdict.HUNG_UP


def test_who_waits_for_long_is_as_new() -> None:
    allowance = Allowance()
    for start in (0.0, 1_000.0):
        taken = [allowance.take(RENAMES, now=start) for _ in range(RENAMES.burst + 2)]
        assert taken[-3:] == [Verdict.TAKEN, Verdict.REFUSED, Verdict.PASSED_OVER]


@given(st.lists(st.tuples(st.floats(0, 2), st.sampled_from(BUDGETS)), max_size=300))
def test_no_more_is_taken_than_burst_and_rate_allow(asked: list[tuple[float, Budget]]) -> None:
    allowance, now = Allowance(), 0.0
    taken = dict.fromkeys((budget.kind for budget in BUDGETS), 0)
    for pause_s, budget in asked:
        now += pause_s
        taken[budget.kind] += allowance.take(budget, now=now) is Verdict.TAKEN
        assert taken[budget.kind] <= budget.burst + now * budget.per_s + 1
    assert len(allowance._accounts) <= len(BUDGETS)


@given(st.sampled_from(BUDGETS), st.integers(1, 300))
def test_whoever_keeps_to_the_rate_is_never_refused(budget: Budget, times: int) -> None:
    allowance = Allowance()
    assert all(
        allowance.take(budget, now=number / budget.per_s + 1e-6 * number) is Verdict.TAKEN for number in range(times)
    )


def test_presses_and_what_is_no_packet_are_judged_elsewhere() -> None:
    allowance = Allowance()
    for message in (None, "", "2", "3", f"4{packet(PLAY.event('press'))}"):
        assert all(allowance.judge(message, now=0.0) is Verdict.TAKEN for _ in range(1_000))
    assert not allowance._accounts
