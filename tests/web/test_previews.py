"""What is told of the pages: one line each, found by its address."""

from pathlib import Path

import pytest

from clickgame.clickgame import app
from clickgame.gateway.reflex.channels import ARRIVE
from clickgame.gateway.reflex.install import load_events
from clickgame.launch.page import ROOT
from clickgame.learn.course import load
from clickgame.web.previews import ABOUT, ARENA, HOME, MISSING, PAGES, PROFILE, Preview, find, of_lesson


@pytest.mark.parametrize("path", ["/about", "/about/"])
def test_a_page_is_found_with_and_without_a_slash(path: str) -> None:
    assert find(path) is ABOUT
    assert find("/") is HOME


@pytest.mark.parametrize("path", ["/nowhere", "/about/us", "/About", "//evil.example"])
def test_an_address_of_no_page_has_no_preview(path: str) -> None:
    assert find(path) is None


LESSONS = [of_lesson(lesson.key, lesson.title) for lesson in load().lessons.values()]


@pytest.mark.parametrize("preview", [*PAGES.values(), *LESSONS], ids=lambda preview: preview.path)
def test_each_page_says_of_itself_what_others_do_not(preview: Preview) -> None:
    others = [other for other in (*PAGES.values(), *LESSONS) if other is not preview]
    assert preview.title not in [other.title for other in others]
    assert preview.description not in [other.description for other in others]
    assert 20 < len(preview.description) <= 160
    assert (ROOT / "assets" / preview.image.lstrip("/")).is_file()


def test_every_page_that_is_built_has_its_line() -> None:
    built = {f"/{route}".replace("/index", "/") for route in app._unevaluated_pages}
    assert built - {"/404"} == {*PAGES, ARENA.path, PROFILE.path, *(lesson.path for lesson in LESSONS)}
    assert [preview.status for preview in PAGES.values() if preview is not MISSING] == [200] * (len(PAGES) - 1)


def test_a_page_that_makes_its_visitor_a_player_brings_the_cookie_and_no_other_does() -> None:
    for preview in (*PAGES.values(), ARENA, PROFILE, *LESSONS):
        assert (ARRIVE in load_events(app, preview.path)) == preview.has_player, preview.path


def test_a_file_is_where_the_build_puts_the_page() -> None:
    assert {Path(preview.file).parent.as_posix() for preview in (*PAGES.values(), *LESSONS)} == {
        ".",
        "about",
        "achievements",
        "api",
        "arenas",
        "champions",
        "devices",
        "feed",
        "learn",
        *(f"learn/{lesson}" for lesson in load().lessons),
        "not-found",
        "operator",
        "ops",
        "privacy",
        "run",
    }
