"""How far players are with lessons: what is counted, what is kept, and how much of it at the most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.learning import CODE_LONGEST, CodeTooLong, Study
from clickgame.core.game import Game
from clickgame.core.learning import Studies, studies_at_rest
from clickgame.core.periods import DAY_S
from clickgame.core.rules import Rules
from tests.core.games import T0, game_of, judged, press
from tests.core.test_absence import RULES, swept

LESSONS = ("button", "score", "lock")


def check(studies: Studies, player: str, lesson: str, code: str, *, is_passed: bool, now: float) -> Study:
    """Have a program checked, and keep that."""
    study = studies.checked(player, lesson, code, is_passed=is_passed, now=now)
    studies.put(study)
    return study


def test_tries_are_counted_until_one_passes_and_the_last_program_stays() -> None:
    studies = Studies()
    check(studies, "ann", "button", "one", is_passed=False, now=5.0)
    studies.put(studies.hinted("ann", "button", 2, now=6.0))
    studies.put(studies.hinted("ann", "button", 1, now=7.0))
    check(studies, "ann", "button", "two", is_passed=True, now=8.0)
    assert studies.hinted("ann", "button", 3, now=9.0).hints == 2
    last = check(studies, "ann", "button", "three", is_passed=False, now=10.0)
    assert last == Study("ann", "button", 1, 2, 5.0, 8.0, 10.0, "three")
    assert check(studies, "ann", "button", "four", is_passed=True, now=11.0).passed_at == 8.0
    assert studies.passed("ann") == ["button"]
    assert studies.passed("bob") == []


def test_a_program_that_is_too_long_is_refused_and_changes_nothing() -> None:
    studies = Studies()
    with pytest.raises(CodeTooLong):
        studies.checked("ann", "button", "x" * (CODE_LONGEST + 1), is_passed=True, now=5.0)
    assert studies == Studies()
    assert check(studies, "ann", "button", "x" * CODE_LONGEST, is_passed=True, now=5.0).passed_at


def test_programs_leave_by_their_age_and_what_else_is_known_stays() -> None:
    studies = Studies(code_kept=9)
    for now, lesson in enumerate(LESSONS, 1):
        check(studies, "ann", lesson, "four", is_passed=True, now=now)
    assert [study.code for study in studies.all()] == ["", "four", "four"]
    check(studies, "ann", "score", "even more", is_passed=False, now=9)
    assert [study.code for study in studies.all()] == ["", "even more", ""]
    assert studies.passed("ann") == list(LESSONS)
    again = Studies(code_kept=9)
    at_rest = studies_at_rest()
    for study in (Study("bob", "lock", checked_at=20.0, code="bob's"), *studies.all()):
        at_rest.put(study)
    again.take(at_rest)
    assert [study.code for study in again.all() if study.code] == ["bob's"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["ann", "bob"]), st.sampled_from(LESSONS), st.text(max_size=8), st.booleans())
        | st.sampled_from(["ann", "bob"])
    )
)
def test_whatever_comes_and_goes_counts_and_lengths_are_those_of_what_is_there(
    steps: list[tuple[str, str, str, bool] | str],
) -> None:
    studies = Studies(code_kept=16)
    for now, step in enumerate(steps, 1):
        if isinstance(step, str):
            studies.forget(step)
        else:
            player, lesson, code, is_passed = step
            check(studies, player, lesson, code, is_passed=is_passed, now=now)
        there = list(studies.all())
        assert +studies.finished == {
            lesson: count for lesson in LESSONS if (count := sum(s.lesson == lesson and s.passed_at > 0 for s in there))
        }
        assert studies._length == sum(len(study.code) for study in there) <= 16
        assert studies._codes.keys() == {(study.player, study.lesson) for study in there if study.code}
        assert studies.players == {study.player for study in there}


def test_whoever_had_a_program_checked_is_no_guest_also_after_a_start() -> None:
    game = game_of("ann", "bob")
    assert game.roster.guests == {"ann", "bob"}
    game.put_study(Study("ann", "button"))
    assert game.roster.guests == {"bob"}
    again = Game(game.rules, game.state(), now=T0 + 1)
    assert again.roster.guests == {"bob"}
    assert again.studies == game.studies
    for records in (game, game.state()):
        with pytest.raises(KeyError):
            records.put_study(Study("nobody", "button"))


def test_who_has_passed_a_lesson_had_more_than_a_glance() -> None:
    """And who has only tried was here when that was."""
    game = game_of("ann", "bob", "cem", rules=RULES)
    for name in ("ann", "bob", "cem"):
        press(game, name, 3, now=T0)
    game.put_study(Study("ann", "button", passed_at=T0 + 5))
    game.put_study(Study("bob", "button", checked_at=T0 + DAY_S))
    assert swept(game, T0 + 10 * DAY_S) == {"cem"}
    assert swept(game, T0 + 11 * DAY_S) == {"bob"}
    assert swept(game, T0 + 100 * DAY_S - 1) == set()
    assert swept(game, T0 + 100 * DAY_S + 5) == {"ann"}
    assert game.studies.finished.total() == 0


def test_lessons_bring_their_medals_once_and_no_press_is_worth_more() -> None:
    game = game_of("ann", rules=Rules())
    press(game, "ann", 5, now=T0)
    game.put_study(Study("ann", "button", passed_at=T0))
    game.learn("ann", day=3)
    game.learn("ann", day=4)
    assert [each.key for _, each in game.reached()] == ["hello-world"]
    assert game.roster.earned["ann"].days == {"hello-world": 3}
    assert game.settle()
    assert game.rows("classic", "best", count=1)[0].score == 5
    assert "warm" not in [each.key for _, each in judged(game)]
