"""What is kept of a learner: of players alone, and what makes sense."""

import pytest

from clickgame.contract.learning import CODE_LONGEST, SolutionLocked, Study, UnknownHint, UnknownLesson
from tests.gateway.school import FAILED, PASSED, Pages, check, tell, turn


def test_what_a_player_checks_is_kept_and_told_on_another_device() -> None:
    async def story(pages: Pages) -> None:
        pages.open("desk", player="kim")
        assert (await check(pages, "desk", FAILED, code="one"))["tries"] == 1
        pages.learn.hint("desk", "a", 2)
        told = await check(pages, "desk", PASSED, code="two")
        assert (told["state"], told["tries"], told["has_passed"]) == ("done", 1, True)
        assert "program" not in told, "the page has it"
        assert await pages.learn.studied("desk") == {"a": Study("kim", "a", 1, 2, 100.0, 100.0, 100.0, "two")}
        again = Pages()
        again.learning = again.learn._learning = pages.learning
        again.open("phone", player="kim")
        await again.learn.look("phone", "a")
        (told,) = again.told("phone")
        assert (told["state"], told["tries"], told["has_passed"]) == ("", 1, True)
        assert (told["program"], told["program_age_s"]) == ("two", 30.0)
        assert await again.learn.solution("phone", "a") == "solved"
        again.open("other")
        await again.learn.look("other", "a")
        assert "program" not in again.told("other")[0]
        with pytest.raises(SolutionLocked):
            await again.learn.solution("other", "a")

    tell(story)


def test_of_whoever_is_no_player_nothing_is_kept() -> None:
    async def story(pages: Pages) -> None:
        assert (await check(pages, "ann", PASSED))["has_passed"]
        pages.learn.hint("ann", "a", 1)
        assert await pages.learn.studied("ann") == {}
        assert list(pages.learning.kept.all()) == []

    tell(story)


def test_who_is_no_more_is_told_what_came_of_the_program_all_the_same() -> None:
    async def story(pages: Pages) -> None:
        pages.open("desk", player="gone")
        told = await check(pages, "desk", PASSED)
        assert (told["state"], told["is_passed"]) == ("done", True)
        assert list(pages.learning.kept.all()) == []

    tell(story)


def test_a_program_that_is_too_long_to_be_kept_is_not_checked() -> None:
    async def story(pages: Pages) -> None:
        pages.open("desk", player="kim")
        pages.learn.begin("desk", "a", "x" * (CODE_LONGEST + 1), is_check=True)
        await turn()
        told = pages.told("desk")[-1]
        assert (told["state"], told["code"], told["tries"]) == ("refused", "code_too_long", 0)
        assert pages.sandbox.asked == []
        pages.learn.begin("desk", "a", "x" * (CODE_LONGEST + 1), is_check=False)
        await turn()
        assert len(pages.sandbox.asked) == 1, "it may be run"
        assert list(pages.learning.kept.all()) == []

    tell(story)


@pytest.mark.parametrize("number", [0, 3, -1, "1", None, True, 1.0])
def test_a_hint_that_is_none_is_refused(number: object) -> None:
    async def story(pages: Pages) -> None:
        pages.open("desk", player="kim")
        with pytest.raises(UnknownHint):
            pages.learn.hint("desk", "a", number)
        with pytest.raises(UnknownLesson):
            pages.learn.hint("desk", "b", 1)
        assert list(pages.learning.kept.all()) == []
        await turn()

    tell(story)


def test_checks_are_counted_by_lesson_for_whoever_writes_them() -> None:
    async def story(pages: Pages) -> None:
        assert await pages.learn.checks() == [("a", "The first", 0, 0, 0)]
        pages.open("desk", player="kim")
        await check(pages, "desk", FAILED)
        await check(pages, "desk", PASSED)
        await check(pages, "ann", FAILED)
        assert await pages.learn.checks() == [("a", "The first", 3, 2, 1)]
        assert await pages.learn.finished() == {"a": 1}

    tell(story)
