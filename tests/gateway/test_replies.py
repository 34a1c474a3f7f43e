"""A page is told what it does not know already, and no more."""

from clickgame.contract.errors import HandleTaken
from clickgame.contract.facts import Outcome, RunEnded, Welcome
from clickgame.gateway import replies
from clickgame.gateway.clients import Client
from tests.fakes import FakeWire

HEARD = Outcome("ann", "page", 7, 7, 7, 9, 2, 0, 300.0, 0.0, False, 1_000.0, "classic", True)  # noqa: FBT003  # by its fields


def client() -> Client:
    """Make a client that has been told nothing."""
    return Client("1", "ann", FakeWire(), "classic")


def test_who_has_no_cookie_is_told_that_the_player_is_passing() -> None:
    welcome = Welcome("ann", "Ann")
    for is_new in (True, False):
        told = replies.to_arrival(welcome, is_kept=False, is_new=is_new, now=1.0)
        assert (told["said"], "said_again" in told) == (replies.PASSING, False)


def test_a_newcomer_is_told_that_a_cookie_is_gone_should_somebody_have_been_here_and_who_returns_is_not() -> None:
    welcome = Welcome("ann", "Ann")
    assert replies.to_arrival(welcome, is_kept=True, is_new=True, now=1.0)["said_again"] == replies.GONE
    told = replies.to_arrival(welcome, is_kept=True, is_new=False, now=1.0)
    assert told.keys() == {"player", "handle", "link"}


def test_a_press_is_told_the_run_s_end_and_earlier_presses_once() -> None:
    ann = client()
    assert replies.to_press(ann, HEARD).keys() == {"score", "acked", "before", "best", "ended", "left_s", "mark"}
    assert replies.to_press(ann, HEARD._replace(score=8, acked=8)) == {"score": 8, "acked": 8}
    later = replies.to_press(ann, HEARD._replace(before=9, score=1))
    assert (later["before"], later["best"]) == (9, 9)


def test_what_a_page_was_told_at_its_introduction_is_not_told_again() -> None:
    ann = client()
    replies.to_resume(ann, HEARD)
    assert replies.to_press(ann, HEARD) == {"score": 7, "acked": 7}


def test_what_was_answered_before_the_answer_to_the_introduction_is_not_taken_back_by_it() -> None:
    ann = client()
    ann.introduce("page")
    replies.to_press(ann, HEARD._replace(score=9, acked=9))
    replies.to_sibling(ann, HEARD._replace(page="another", score=12, acked=3))
    told = replies.to_resume(ann, HEARD)
    assert (told["score"], told["acked"], told["before"]) == (12, 9, 2)
    ann.introduce("page")
    assert replies.to_resume(ann, HEARD)["score"] == 7, "an engine with an older game has the last word"


def test_the_end_of_a_run_is_not_taken_back_by_the_answer_to_an_introduction() -> None:
    ann = client()
    ann.introduce("page")
    replies.to_run_ended(ann, RunEnded("ann", 7, 9, 9, "classic"))
    told = replies.to_resume(ann, HEARD)
    assert (told["score"], told["before"]) == (0, 9)


def test_a_hold_is_told_with_what_is_left_of_it() -> None:
    held = replies.to_press(client(), HEARD._replace(hold_began=True, held_until=1_060.0))
    assert held["held_s"] == 60.0
    assert "held_s" not in replies.to_press(client(), HEARD._replace(held_until=1_060.0))


def test_another_tab_is_told_the_score_and_not_the_count() -> None:
    assert "acked" not in replies.to_sibling(client(), HEARD)


def test_the_end_of_a_run_counts_as_told() -> None:
    ann = client()
    replies.to_resume(ann, HEARD)
    assert replies.to_run_ended(ann, RunEnded("ann", 7, 9, 9, "classic"))["ended"] == 7
    first = replies.to_press(ann, HEARD._replace(before=9, score=1))
    assert first == {"score": 1, "acked": 7, "left_s": 300.0, "mark": replies.serial(HEARD.at)}
    assert replies.to_press(ann, HEARD._replace(before=9, score=2)) == {"score": 2, "acked": 7}


def test_a_run_with_a_length_is_told_its_time_when_it_begins_and_when_a_page_comes_back() -> None:
    ann = client()
    ann.is_timed = True
    replies.to_resume(ann, HEARD._replace(score=0, left_s=0.0))
    first, second = (HEARD._replace(score=score, left_s=61.0 - score) for score in (1, 2))
    assert replies.to_press(ann, first)["left_s"] == 60.0
    assert "left_s" not in replies.to_press(ann, second)
    assert replies.to_resume(ann, HEARD._replace(left_s=34.2))["left_s"] == 34.2
    assert "left_s" not in replies.to_press(ann, second)
    replies.to_run_ended(ann, RunEnded("ann", 7, 9, 9, "sprint"))
    assert replies.to_press(ann, first._replace(before=9))["left_s"] == 60.0


def test_each_refusal_has_a_number_of_its_own() -> None:
    first, second = (replies.to_refused(HandleTaken(), now=now) for now in (1_000.0, 1_000.001))
    assert (first["code"], first["text"]) == (HandleTaken.code, HandleTaken.text)
    assert first["number"] != second["number"]
