"""What is in force follows from the deeds, whatever order they come in; reports are counted, bounded and dealt with."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.moderation import BAN, DISMISS, HIDE, RENAME, UNDO, UNRANK, Sanction
from clickgame.contract.refusals import ReportedAlready, TooManyReports
from clickgame.core.moderation import HOUR_S, Deed, Moderation, Report, gravest

T0 = 10_000.0


def deed(number: int, what: str = HIDE, whom: str = "ann", *, until: float = 0.0, undone_by: int = 0) -> Deed:
    """Give a deed, done so many seconds after T0."""
    return Deed(number, T0 + number, "kim", what, whom, "name", until, undone_by=undone_by)


def moderation_of(*deeds: Deed) -> Moderation:
    """Give a moderation with *deeds*."""
    kept = Moderation()
    for each in deeds:
        kept.put(each)
    return kept


def report(kept: Moderation, target: str, by: str, *, now: float = T0, why: str = "name") -> Report:
    """Have a player reported."""
    return kept.report(target=target, of="player", by=by, why=why, now=now)


def test_a_sanction_is_in_force_until_it_is_undone() -> None:
    kept = moderation_of(deed(1, HIDE), deed(2, BAN), deed(3, UNRANK, "bob"))
    assert (kept.banned, kept.hidden, kept.off) == ({"ann": deed(2, BAN)}, {"ann"}, {"ann", "bob"})
    assert kept.sanction("ann", BAN) == deed(2, BAN)
    assert kept.sanction("ann", UNRANK) is None
    kept.put(deed(2, BAN, undone_by=4))
    kept.put(deed(1, HIDE, undone_by=5))
    kept.put(deed(4, UNDO))
    assert (kept.banned, kept.hidden, kept.off) == ({}, set(), {"bob"})
    assert not kept.is_in_force(deed(1))
    assert [each.number for each in kept.of()] == [4, 3, 2, 1]
    assert [each.number for each in kept.of("ann")] == [4, 2, 1]


def test_a_sanction_ends_when_its_time_is_over() -> None:
    kept = moderation_of(deed(1, BAN, until=T0 + 60), deed(2, HIDE, until=T0 + 90), deed(3, UNRANK))
    assert kept.expire(T0 + 59) == []
    assert kept.expire(T0 + 60) == [deed(1, BAN, until=T0 + 60)]
    assert kept.banned == {}
    assert kept.hidden == kept.off == {"ann"}
    assert len(kept.expire(T0 + 90)) == 1
    assert kept.off == {"ann"}, "unranked without an end"


def test_a_deed_takes_the_place_of_the_one_with_its_number() -> None:
    kept = moderation_of(deed(1, HIDE, "ann"), deed(1, BAN, "bob"))
    assert kept.hidden == set()
    assert list(kept.of("ann")) == []
    assert kept.banned.keys() == {"bob"}


def test_a_player_is_told_the_gravest() -> None:
    assert gravest([deed(1, RENAME), deed(2, HIDE), deed(3, BAN, until=9.0)]) == Sanction(BAN, "name", 9.0)
    assert gravest([]) is None


def test_who_is_no_more_takes_deeds_and_reports_along() -> None:
    kept = moderation_of(deed(1), deed(2, BAN, "bob"))
    for target, by in (("ann", "bob"), ("bob", "ann"), ("bob", "eve")):
        report(kept, target, by)
    kept.forget("ann")
    kept.forget("nobody")
    assert kept.deeds.keys() == {2}
    assert kept.hidden == kept.off == set()
    assert [each.by for each in kept.reports.values()] == ["eve"]
    assert kept.newest == 2


def test_a_report_of_oneself_that_is_on_record_is_dropped_once() -> None:
    kept = Moderation()
    report(kept, "ann", "ann")
    kept.forget("ann")
    assert kept == Moderation()


def test_a_report_is_taken_once_until_somebody_has_dealt_with_it() -> None:
    kept = Moderation()
    report(kept, "ann", "bob")
    with pytest.raises(ReportedAlready):
        report(kept, "ann", "bob", now=T0 + 99)
    kept.put(deed(1, DISMISS))
    assert kept.open_reports("ann") == []
    again = report(kept, "ann", "bob", now=T0 + 99)
    assert kept.open_reports("ann") == [again]
    assert list(kept.reports.values()) == [again], "one of a player and a target"


def test_undoing_what_was_done_brings_the_reports_back() -> None:
    kept = Moderation()
    first = report(kept, "ann", "bob")
    kept.put(deed(1, HIDE))
    kept.put(deed(2, UNDO))
    assert kept.open_reports("ann") == []
    kept.put(deed(1, HIDE, undone_by=2))
    assert kept.open_reports("ann") == [first]


def test_a_player_reports_so_many_in_an_hour() -> None:
    kept = Moderation(reports_per_h=2)
    report(kept, "a", "bob")
    report(kept, "b", "bob", now=T0 + 1)
    with pytest.raises(TooManyReports):
        report(kept, "c", "bob", now=T0 + HOUR_S - 1)
    report(kept, "c", "eve")
    assert report(kept, "c", "bob", now=T0 + HOUR_S).number == 4


def test_what_most_report_comes_first() -> None:
    kept = Moderation()
    report(kept, "late", "d", now=T0 + 9)
    report(kept, "early", "d", now=T0 + 1)
    report(kept, "many", "a", why="name")
    report(kept, "many", "b", why="advert")
    report(kept, "many", "c", why="name")
    assert [each.target for each in kept.reported(most=9)] == ["many", "late", "early"]
    (most,) = kept.reported(most=1)
    assert (most.reports, most.reasons, most.newest_at) == (3, {"name": 2, "advert": 1}, T0)


def test_the_oldest_reports_leave_when_there_are_too_many() -> None:
    kept = Moderation(reports_kept=3)
    for number in range(1000):
        report(kept, f"p{number}", f"q{number % 7}", now=T0 + number * HOUR_S)
    assert kept.reports.keys() == {998, 999, 1000}
    assert len(kept.reported(most=99)) == 3


def test_an_older_report_changes_nothing_over_a_newer_one() -> None:
    kept = Moderation()
    first = report(kept, "ann", "bob")
    kept.put(deed(1, DISMISS))
    newer = report(kept, "ann", "bob", now=T0 + 9)
    kept.put(first)
    assert list(kept.reports.values()) == [newer]


def test_equal_is_what_has_the_same_records() -> None:
    one, other = moderation_of(deed(1)), moderation_of(deed(1))
    assert one == other
    report(other, "ann", "bob")
    assert one != other
    assert one != {}
    one.take(other)
    assert one == other


names = st.sampled_from("abc")
kinds = st.sampled_from((BAN, HIDE, UNRANK, RENAME, DISMISS))
done = st.builds(
    deed, st.integers(1, 9), kinds, names, until=st.sampled_from((0.0, T0 + 5)), undone_by=st.sampled_from((0, 0, 10))
)


@given(st.lists(done, max_size=20), st.sampled_from((T0, T0 + 5)))
def test_what_is_in_force_is_what_the_deeds_say(deeds: list[Deed], now: float) -> None:
    """However they came and were replaced; and reading all of it again changes nothing."""
    kept = moderation_of(*deeds)
    kept.expire(now)
    newest = {each.number: each for each in deeds}.values()
    stand = [each for each in newest if not each.undone_by and not 0 < each.until <= now]
    assert kept.hidden == {each.whom for each in stand if each.what == HIDE}
    assert kept.off == {each.whom for each in stand if each.what in (HIDE, UNRANK)}
    assert kept.banned.keys() == {each.whom for each in stand if each.what == BAN}
    again = Moderation()
    for each in (*deeds, *newest):
        again.put(replace(each))
    again.expire(now)
    assert (again, again.off, again.banned.keys()) == (kept, kept.off, kept.banned.keys())
