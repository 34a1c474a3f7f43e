"""What an operator reads: each deed, report and player in words."""

import pytest

from clickgame.contract.fairplay import MarkRead
from clickgame.contract.moderation import DeedRead, PlayerRead, Reported
from clickgame.web.states.moderation import case_of_player, case_of_report, done_of, doubt_of, seconds_of, when

AT = 1_800_000_000.0
HIDDEN = DeedRead(3, AT, "kim", "hide", "p", "Rude", "name", 0.0, "", "", 0, is_in_force=True)


def test_a_deed_says_who_did_what_to_whom_until_when_and_why() -> None:
    assert done_of(HIDDEN).said == "kim hid “Rude”, without an end"
    assert done_of(HIDDEN).more == "No. 3 · 15 January, 08:00 UTC · The name is offensive"
    assert (done_of(HIDDEN).is_in_force, done_of(HIDDEN).can_be_undone) == (True, True)
    renamed = HIDDEN._replace(what="rename", name="Owl", before="Rude", after="Owl", until=AT + 3_600)
    assert done_of(renamed).said == "kim renamed “Rude”, now “Owl”, until 15 January, 09:00 UTC"


def test_what_was_undone_says_so_and_is_not_undone_again() -> None:
    undone = done_of(HIDDEN._replace(undone_by=4, is_in_force=False))
    assert undone.more.endswith(" · undone by no. 4")
    assert not undone.can_be_undone
    undoing = done_of(HIDDEN._replace(what="undo"))
    assert undoing.said == "kim undid something about “Rude”"
    assert not undoing.can_be_undone


def test_what_a_later_version_knows_is_shown_as_it_is() -> None:
    strange = done_of(HIDDEN._replace(what="exile", why="whim"))
    assert (strange.said, strange.can_be_undone) == ("kim exile “Rude”", False)
    assert strange.more.endswith("whim")


def test_what_was_reported_says_how_often_and_why() -> None:
    case = case_of_report(Reported("player", "p", "Rude", 3, {"name": 2, "advert": 1, "whim": 1}, AT))
    assert (case.path, case.said) == ("/p/p", "3 reports, the last on 15 January, 08:00 UTC")
    assert case.more == ["The name is offensive: 2", "Advertises something: 1"]
    arena = case_of_report(Reported("arena", "9f3c01ab", "Lunch", 1, {"name": 1}, AT))
    assert (arena.path, arena.said) == ("/a/9f3c01ab", f"1 report, the last on {when(AT)}")


def test_a_mark_says_who_where_and_why() -> None:
    bins = (0, 3, 1)
    mark = MarkRead(7, "p", "Bot", "classic", "Classic", AT, ("even",), ("Too even",), bins, 10, 1_200, 1)
    doubt = doubt_of(mark)
    assert (doubt.number, doubt.whom, doubt.path, doubt.reasons) == (7, "p", "/p/p", ["Too even"])
    assert doubt.said == "Off the boards of Classic since 15 January, 08:00 UTC, at 1,200 presses, 1 try left"
    assert doubt.gaps == "75% of the gaps were 10 to 20 thousandths of a second long."
    assert doubt_of(mark._replace(tries=0)).said.endswith("no tries left")
    deed = HIDDEN._replace(operator="fair play", what="mark", why="machine", before="Classic", name="Bot")
    assert done_of(deed).said == "fair play took off the boards of Classic: “Bot”"
    assert done_of(deed).can_be_undone


def test_a_player_says_what_an_operator_wants_to_know() -> None:
    case = case_of_player(PlayerRead("p", "Rude", 1_200, 90, is_here=True, reports=2, in_force=[HIDDEN]))
    assert case.said == "1,200 presses, at best 90 in a run"
    assert case.more == ["Here now", "2 reports", "kim hid “Rude”, without an end"]
    assert case_of_player(PlayerRead("p", "Owl", 1, 1, is_here=False, reports=0, in_force=[])).more == []


@pytest.mark.parametrize(
    ("hours", "seconds"),
    [("", -1.0), (None, -1.0), ("0", 0.0), ("24", 86_400.0), ("-1", "-1"), ("²", "²")],
)
def test_hours_of_a_form_are_seconds_and_nonsense_stays_nonsense(hours: object, seconds: object) -> None:
    assert seconds_of(hours) == seconds
