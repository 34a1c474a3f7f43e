"""Which news become entries: never more than so many in any time, and of those that wait the weightiest."""

from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.feed import FEED_KINDS, KINDS, FeedKind
from clickgame.core.news import BURST_S, COALESCED_MOST, News, Selection

PLAIN = FeedKind("plain", "", "", weight=4)
NEW_KIND = FeedKind("sneeze", "Sneezes", "has sneezed {amount} times", weight=9)


@given(
    st.lists(st.tuples(st.floats(0, 3), st.integers(0, 9), st.booleans()), max_size=80),
    st.floats(0.5, 5),
)
def test_in_no_time_are_there_more_than_its_share_and_a_burst(
    story: list[tuple[float, int, bool]], per_s: float
) -> None:
    selection, now, taken = Selection(per_s=per_s), 1_000.0, list[float]()
    for pause_s, offered, is_look in story:
        now += pause_s
        for number in range(offered):
            selection.offer(News(PLAIN, f"{now} {number}"), now)
        if is_look:
            taken += [now] * len(selection.take(now))
        assert len(selection._waiting) <= max(1, per_s * BURST_S)
    for first in range(len(taken)):
        for last in range(first, len(taken)):
            assert last - first + 1 <= max(1, per_s * BURST_S) + per_s * (taken[last] - taken[first]) + 1e-6


def test_the_weightiest_are_told_and_the_others_dropped() -> None:
    selection = Selection(per_s=1)
    for kind in (*reversed(FEED_KINDS), *reversed(FEED_KINDS)):
        selection.offer(News(kind, "ann"), 0.0)
    assert [news.kind.key for news in selection.take(0.0)] == ["champion", "champion"]
    assert selection.take(60.0) == []


def test_of_equals_the_first_are_told() -> None:
    selection = Selection(per_s=1)
    for number in range(9):
        selection.offer(News(PLAIN, str(number)), 0.0)
    assert [news.player for news in selection.take(0.0)] == ["0", "1"]


def test_what_waits_is_told_when_there_is_room() -> None:
    selection = Selection(per_s=1)
    for number in range(4):
        selection.offer(News(PLAIN, str(number)), 0.0)
        selection.take(0.0)
    assert [news.player for news in selection.take(0.9)] == []
    assert [news.player for news in selection.take(1.0)] == ["2"]
    assert [news.player for news in selection.take(0.5)] == [], "time that goes back brings nothing"
    assert [news.player for news in selection.take(2.0)] == ["3"]


def test_of_some_kinds_a_player_has_one_in_a_while() -> None:
    selection, overtook = Selection(per_s=100), KINDS["overtook"]
    for now in (0.0, 59.0, 60.0, 100.0, 120.0):
        for player in ("ann", "bob"):
            selection.offer(News(overtook, player, "classic", other="cid"), now)
    assert [news.player for news in selection.take(120.0)] == ["ann", "bob"] * 3


def test_what_is_remembered_of_players_has_a_bound() -> None:
    selection = Selection(per_s=1)
    for number in range(COALESCED_MOST + 9):
        selection.offer(News(KINDS["overtook"], str(number)), 0.0)
    assert len(selection._next_at) == COALESCED_MOST


def test_a_new_kind_is_one_line() -> None:
    selection = Selection(per_s=1)
    selection.offer(News(NEW_KIND, "ann", amount=3), 0.0)
    (news,) = selection.take(0.0)
    assert news.kind.words.format(amount=news.amount) == "has sneezed 3 times"
