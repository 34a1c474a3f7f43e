"""What the way to the first press costs: the bytes that are sent for the game's page, and whose they are."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response

from clickgame.web import previews
from tests.e2e.server import GameServer

pytestmark = pytest.mark.browser

SENT_BYTES = 155_000
LESSON_BYTES = 330_000
OURS = {"document", "stylesheet", "script"}


class Visit:
    """A first visit to the game, and what was loaded for it."""

    def __init__(self, page: Page, url: str) -> None:
        """Load *url* in *page* until nothing more comes."""
        self.page = page
        self.answers: list[Response] = []
        page.on("response", lambda answer: self.answers.append(answer))  # noqa: PLW0108  # Playwright marks its listeners
        page.goto(url, wait_until="networkidle")

    def scripts(self) -> set[str]:
        """List the paths of the scripts that were loaded."""
        scripts = [answer.url for answer in self.answers if answer.request.resource_type == "script"]
        return {urlsplit(url).path for url in scripts}


@pytest.fixture(scope="module")
def visit(game: GameServer, browser: Browser) -> Iterator[Visit]:
    """Visit the game with an empty cache."""
    context = browser.new_context()
    yield Visit(context.new_page(), game.url)
    context.close()


def test_the_first_load_is_light(visit: Visit) -> None:
    """Document, style and scripts as they are sent, with every page of the game built."""
    ours = [answer for answer in visit.answers if answer.request.resource_type in OURS]
    assert {answer.request.resource_type for answer in ours} == OURS
    assert sum(answer.request.sizes()["responseBodySize"] for answer in ours) <= SENT_BYTES


def test_what_is_large_comes_in_brotli(visit: Visit) -> None:
    large = [answer for answer in visit.answers if answer.request.resource_type in OURS and len(answer.body()) > 1_000]
    plain = [answer.url for answer in large if answer.all_headers().get("content-encoding") not in ("br", "gzip")]
    assert plain == []
    assert [answer for answer in large if answer.all_headers()["content-encoding"] == "br"]


def test_a_lesson_is_light_with_its_editor(game: GameServer, browser: Browser) -> None:
    context = browser.new_context()
    lesson = Visit(context.new_page(), f"{game.url}/learn/throttle")
    ours = [answer for answer in lesson.answers if answer.request.resource_type in OURS]
    assert sum(answer.request.sizes()["responseBodySize"] for answer in ours) <= LESSON_BYTES
    context.close()


def test_no_page_loads_anything_of_another(visit: Visit) -> None:
    """React Router's own list says which files a route is made of."""
    files: dict[str, Any] = visit.page.evaluate("window.__reactRouterManifest")
    parts = [files["entry"], files["routes"]["root"], files["routes"]["routes/_index"]]
    own = {files["url"], *(name for part in parts for name in (part["module"], *part["imports"]))}
    others = {route["module"] for route in files["routes"].values()} - own
    assert len(others) >= len(previews.PAGES) - 1
    assert visit.scripts()
    assert visit.scripts() - own == set()
