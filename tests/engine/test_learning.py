"""What learners have checked and passed is on record, told, and worth a medal, and nothing else makes it so."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from clickgame.contract.answers import Then, answered
from clickgame.contract.errors import GameError, UnknownPlayer
from clickgame.contract.feed import FeedAsk
from clickgame.contract.learning import CODE_LONGEST, CodeTooLong, Study, UnknownLesson
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from tests.engine.life import join, tell
from tests.fakes import FakeClock

LESSONS = {"button": "One button", "lock": "One at a time"}


def link_of(engine: Engine) -> LocalLink:
    """Give a link to *engine* that knows two lessons."""
    return LocalLink(engine, lessons=LESSONS)


def everything_in(folder: Path) -> bytes:
    """Read all files."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


async def check(link: LocalLink, player: str, lesson: str, code: str = "code", *, is_passed: bool) -> Study:
    """Have a program checked, and wait until that is on record."""
    return await answered(
        lambda then: link.learning.checked(player, lesson, code, then, is_passed=is_passed),
    )


async def hint(link: LocalLink, player: str, lesson: str, hints: int) -> Study:
    """Take so many hints, and wait until that is on record."""

    def ask(then: Then[Study]) -> None:
        link.learning.hinted(player, lesson, hints, then)

    return await answered(ask)


def test_what_is_passed_is_there_after_a_kill(tmp_path: Path) -> None:
    async def first(engine: Engine, clock: FakeClock) -> None:
        link, ann = link_of(engine), join(engine, "ann")
        await check(link, ann, "button", "one", is_passed=False)
        clock.now += 60
        await hint(link, ann, "button", 1)
        study = await check(link, ann, "button", "two", is_passed=True)
        assert study == Study(ann, "button", 1, 1, 1_000.0, 1_060.0, 1_060.0, "two")
        shutil.copytree(tmp_path / "data", tmp_path / "killed")  # before anything is saved

    async def second(engine: Engine, _: FakeClock) -> None:
        link, ann = link_of(engine), engine.arrive("ann", is_new=False).player
        assert await link.learning.studied(ann) == {
            "button": Study(ann, "button", 1, 1, 1_000.0, 1_060.0, 1_060.0, "two")
        }
        assert await link.learning.finished() == {"button": 1}
        (record,) = (await link.kept(ann))["records"]["study"]  # pyright: ignore[reportIndexIssue]  # plain values
        assert record == {
            "player": ann,
            "lesson": "button",
            "tries": 1,
            "hints": 1,
            "begun_at": 1_000.0,
            "passed_at": 1_060.0,
            "checked_at": 1_060.0,
            "code": "two",
        }

    tell(tmp_path / "data", first)
    tell(tmp_path / "killed", second, now=2_000.0)


def test_who_deletes_everything_leaves_no_program_in_any_file(tmp_path: Path) -> None:
    async def story(engine: Engine, _: FakeClock) -> None:
        link, ann, bob = link_of(engine), join(engine, "ann"), join(engine, "bob")
        await check(link, ann, "button", "print('mine alone')", is_passed=True)
        await check(link, bob, "button", "print('also here')", is_passed=True)
        await engine.save()
        assert b"mine alone" in everything_in(tmp_path)
        await answered(partial(link.erase, ann))
        assert await link.learning.studied(ann) == {}
        assert await link.learning.finished() == {"button": 1}
        await engine.save()
        assert b"mine alone" not in everything_in(tmp_path)
        assert b"also here" in everything_in(tmp_path)

    tell(tmp_path, story)


def test_the_first_pass_is_told_and_brings_a_medal_and_the_next_ones_do_not(tmp_path: Path) -> None:
    async def story(engine: Engine, _: FakeClock) -> None:
        link, ann = link_of(engine), join(engine, "ann")
        for is_passed in (False, True, True):
            await check(link, ann, "button", is_passed=is_passed)
        said = [entry.words for entry in (await link.feed(FeedAsk())).entries]
        assert said == ["reached Hello, world", "passed a lesson: One button"]
        assert engine.game.roster.earned[ann].days.keys() == {"hello-world"}
        assert engine.arrive("ann", is_new=False).earned == ("hello-world",)
        await check(link, ann, "lock", is_passed=True)
        assert [entry.words for entry in (await link.feed(FeedAsk(kind="lesson"))).entries] == [
            "passed a lesson: One at a time",
            "passed a lesson: One button",
        ]

    tell(tmp_path, story)


def test_what_makes_no_sense_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    async def story(engine: Engine, _: FakeClock) -> None:
        link, ann = link_of(engine), join(engine, "ann")
        refused: list[tuple[type[GameError], str, str, str]] = [
            (UnknownPlayer, "nobody", "button", "code"),
            (UnknownPlayer, "", "button", "code"),
            (UnknownLesson, ann, "none", "code"),
            (CodeTooLong, ann, "button", "x" * (CODE_LONGEST + 1)),
        ]
        for refusal, player, lesson, code in refused:
            with pytest.raises(refusal):
                await check(link, player, lesson, code, is_passed=True)
        for player, lesson in (("nobody", "button"), (ann, "none")):
            with pytest.raises(GameError):
                await hint(link, player, lesson, 1)
        assert engine.game.studies.players == set()
        assert engine.game.roster.guests == {ann}
        assert (await link.feed(FeedAsk())).entries == []
        assert await link.learning.studied("nobody") == {}

    tell(tmp_path, story)


def test_a_hint_that_was_taken_before_is_not_written_again(tmp_path: Path) -> None:
    async def story(engine: Engine, _: FakeClock) -> None:
        link, ann = link_of(engine), join(engine, "ann")
        assert (await hint(link, ann, "button", 2)).hints == 2
        written = everything_in(tmp_path)
        for hints in (1, 2, 2):
            assert (await hint(link, ann, "button", hints)).hints == 2
        assert everything_in(tmp_path) == written

    tell(tmp_path, story)
