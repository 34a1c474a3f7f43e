"""Addresses that name something of the game's: what is told of each, and of one that names nothing."""

from pathlib import Path

import pytest

from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.web.finders import finder
from clickgame.web.previews import ABOUT, MISSING, NAME, NO_PLAYER, OPERATOR, of_lesson
from tests.engine.life import hear, join, tell
from tests.fakes import FakeClock


def test_a_player_has_a_preview(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        ann, find = join(engine, "ann"), finder(LocalLink(engine))
        engine.rename(ann, "Fox's Own")
        hear(engine, ann, 1_200, is_resume=True)
        for path in (f"/p/{ann}", f"/p/{ann}/"):
            found = await find(path)
            assert found is not None
            assert (found.path, found.status, found.file) == (f"/p/{ann}", 200, "404.html")
            assert found.title == f"Fox's Own · {NAME}"
            total = engine.game.total
            assert found.description == f"Fox's Own has pressed {total:,} times, at best {total:,} times in one run."

    tell(tmp_path, story)


def test_nobody_has_a_preview_that_says_so(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        found = await finder(LocalLink(engine))("/p/nobody")
        assert found is not None
        assert (found.status, found.title, found.description) == (404, f"No such player · {NAME}", NO_PLAYER)

    tell(tmp_path, story)


@pytest.mark.parametrize("path", ["/p/", "/p", "/p/a/b", "/p/" + "x" * 65, "/p/é", "/p/a%20b", "/nowhere"])
def test_what_can_be_no_players_address_is_none(tmp_path: Path, path: str) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        find = finder(LocalLink(engine))
        assert await find(path) is None
        assert await find("/about") is ABOUT

    tell(tmp_path, story)


def test_the_operator_s_page_is_one_only_where_a_setting_says_so(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        link = LocalLink(engine)
        for path in ("/operator", "/operator/"):
            assert await finder(link)(path) is MISSING
            assert await finder(link, has_operator=True)(path) is OPERATOR
        assert await finder(link)("/about") is ABOUT

    tell(tmp_path, story)


def test_a_lesson_has_the_preview_of_its_page_and_no_other_address_below_has_one(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        lesson = of_lesson("lock", "One at a time")
        find = finder(LocalLink(engine), lessons=[lesson])
        assert await find("/learn/lock") is await find("/learn/lock/") is lesson
        assert await find("/learn/nothing") is None
        assert await finder(LocalLink(engine))("/learn/lock") is None

    tell(tmp_path, story)
