"""Learners' programs: each page is told what comes of its own, whatever its connection does meanwhile."""

from typing import Any

import pytest

from clickgame.contract.learning import SolutionLocked, UnknownLesson
from clickgame.contract.sandbox import SandboxFull
from clickgame.gateway import learn
from clickgame.gateway.learn import HONEST_TRIES
from clickgame.learn.sandbox.sandbox import Progress
from tests.gateway.school import FAILED, PASSED, Pages, answer, tell, turn


def test_a_page_sees_its_program_wait_run_and_come_to_something() -> None:
    async def story(pages: Pages) -> None:
        pages.learn.begin("ann", "a", "code", is_check=False)
        await turn()
        learner, request, progress, _ = pages.sandbox.asked[0]
        assert (learner, request) == ("at address of a", {"code": "code"})
        progress(Progress(3))
        progress(Progress(0))
        await pages.sandbox.give(answer(output="hi\n"))
        told = pages.told("ann")
        assert [each["state"] for each in told] == ["waiting", "waiting", "running", "done"]
        assert told[1]["place"] == 3
        assert (told[-1]["output"], told[-1]["checks"], told[-1]["tries"]) == ("hi\n", [], 0)
        assert len({each["number"] for each in told}) == len(told)

    tell(story)


def test_the_solution_is_shown_after_three_honest_tries_or_a_pass() -> None:
    async def story(pages: Pages) -> None:
        for tries in range(HONEST_TRIES):
            with pytest.raises(SolutionLocked):
                await pages.learn.solution("ann", "a")
            pages.learn.begin("ann", "a", "code", is_check=True)
            await turn()
            await pages.sandbox.give(answer(PASSED, FAILED))
            assert pages.told("ann")[-1]["tries"] == tries + 1
        assert await pages.learn.solution("ann", "a") == "solved"
        pages.open("bob")
        pages.learn.begin("bob", "a", "code", is_check=True)
        await turn()
        await pages.sandbox.give(answer(PASSED))
        assert pages.told("bob")[-1]["has_passed"]
        assert await pages.learn.solution("bob", "a") == "solved"

    tell(story)


@pytest.mark.parametrize("unsound", [answer(), answer(PASSED, stopped="time")], ids=["no checks", "stopped"])
def test_nothing_is_passed_without_checks_or_by_a_program_that_was_stopped(unsound: dict[str, Any]) -> None:
    async def story(pages: Pages) -> None:
        pages.learn.begin("ann", "a", "code", is_check=True)
        await turn()
        await pages.sandbox.give(unsound)
        assert not pages.told("ann")[-1]["has_passed"]

    tell(story)


def test_a_player_who_comes_back_is_told_what_came_of_the_program() -> None:
    async def story(pages: Pages) -> None:
        pages.open("first", player="kim")
        pages.learn.begin("first", "a", "code", is_check=True)
        await turn()
        assert pages.sandbox.asked[0][0] == "kim"
        del pages.wires["first"]
        pages.open("second", player="kim")
        await pages.learn.look("second", "a")
        await pages.sandbox.give(answer(PASSED))
        assert [each["state"] for each in pages.told("second")] == ["waiting", "done"]

    tell(story)


def test_a_page_of_which_nothing_is_known_is_told_so() -> None:
    async def story(pages: Pages) -> None:
        await pages.learn.look("ann", "a")
        (told,) = pages.told("ann")
        assert (told["lesson"], told["state"]) == ("a", "")
        await turn()

    tell(story)


def test_a_new_program_takes_the_place_of_the_one_before() -> None:
    async def story(pages: Pages) -> None:
        pages.learn.begin("ann", "a", "one", is_check=False)
        await turn()
        pages.learn.begin("ann", "a", "two", is_check=False)
        await turn()
        assert pages.sandbox.asked[0][3].cancelled()
        await pages.sandbox.give(answer(output="two"))
        assert pages.told("ann")[-1]["output"] == "two"

    tell(story)


def test_what_is_refused_is_told_with_its_code() -> None:
    async def story(pages: Pages) -> None:
        pages.learn.begin("ann", "a", "code", is_check=True)
        await turn()
        await pages.sandbox.give(SandboxFull())
        told = pages.told("ann")[-1]
        assert (told["state"], told["code"], told["tries"]) == ("refused", "sandbox_full", 0)

    tell(story)


@pytest.mark.parametrize("lesson", ["b", "", 3, None, ["a"]])
def test_a_lesson_that_is_none_is_refused(lesson: object) -> None:
    async def story(pages: Pages) -> None:
        with pytest.raises(UnknownLesson):
            pages.learn.begin("ann", lesson, "code", is_check=True)
        with pytest.raises(UnknownLesson):
            await pages.learn.look("ann", lesson)
        with pytest.raises(UnknownLesson):
            await pages.learn.solution("ann", lesson)
        with pytest.raises(UnknownLesson):
            pages.learn.hint("ann", lesson, 1)
        await turn()

    tell(story)


def test_only_so_many_learners_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learn, "KEPT_MOST", 3)

    async def story(pages: Pages) -> None:
        for number in range(9):
            pages.open(f"{number}")
            pages.learn.begin(f"{number}", "a", "code", is_check=False)
            await turn()
            await pages.sandbox.give(answer())
        assert len(pages.learn._works) == 3

    tell(story)
