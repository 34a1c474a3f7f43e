"""The last lesson faces the real arena, in a browser: both boards beside each other, and where they part."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, WebSocket, expect

from clickgame.learn.course import load
from tests.e2e.conftest import PlayerFactory
from tests.e2e.player import Player
from tests.e2e.server import GameServer
from tests.e2e.test_learn import SOON_MS, study, write
from tests.e2e.test_looks import violations_on

pytestmark = pytest.mark.browser

LESSON = load().lessons["arena"]
STINGY = LESSON.solution.replace("MOST = 50", "MOST = 1")


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Give a game in which nobody presses but those of the test."""
    with GameServer(tmp_path_factory.mktemp("tape")) as game:
        yield game


def open_tape(page: Page, url: str) -> Locator:
    """Pass the lesson, and give what shows the tape."""
    study(page, url, f"{LESSON.key}?preview")
    write(page, LESSON.solution)
    page.locator("#check").click()
    tape = page.locator("#tape")
    expect(tape).to_be_visible(timeout=SOON_MS)
    return tape


def press_until(tape: Locator, rival: Player, verdict: str) -> None:
    """Have *rival* press, three at a time, until the tape has come to a *verdict*."""
    for _ in range(60):
        if tape.get_attribute("data-verdict") == verdict:
            return
        for _ in range(3):
            rival.page.keyboard.press("Space")
        rival.page.wait_for_timeout(500)
    expect(tape).to_have_attribute("data-verdict", verdict)


def test_an_arena_judges_what_another_player_presses(school: GameServer, join: PlayerFactory) -> None:
    """Alike first; then with another number in its throttle, and where it parts is told."""
    page = join(school.url, viewport={"width": 1280, "height": 800}).page
    tape = open_tape(page, school.url)
    expect(tape).to_have_attribute("data-state", "quiet", timeout=SOON_MS)
    expect(tape.locator(".verdict")).to_contain_text("Nobody has pressed")
    rival = join(school.url)
    press_until(tape, rival, "alike")
    yours, game = tape.locator("#tape-yours li"), tape.locator("#tape-game li")
    expect(game).to_have_count(1)
    expect(yours).to_have_text(game.all_text_contents())
    expect(tape).to_contain_text("of 1 player.")
    handle = rival.handle_input.input_value()
    assert handle
    assert handle not in tape.inner_text()
    write(page, STINGY)
    page.locator("#check").click()
    press_until(tape, rival, "parted")
    expect(tape.locator("#parted")).to_contain_text(re.compile(r"seat 1 brought \d+ press(es)?: message \d+ of \d+"))
    counted = tape.locator("#parted dd").all_text_contents()
    assert int(counted[0]) < int(counted[1])
    expect(tape.locator("#parted .hint-of")).to_have_text(LESSON.mistakes["yours"])
    expect(tape.locator("#tape-yours li[data-same=false]")).to_have_count(1)
    write(page, "class Arena:\n    pass\n")
    page.locator("#run").click()
    press_until(tape, rival, "broken")
    expect(tape.locator(".wrong")).to_contain_text("hear")


def test_a_tape_is_asked_for_only_while_the_page_is_seen(school: GameServer, join: PlayerFactory) -> None:
    page = join(school.url).page
    sent: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(str(frame)))

    page.on("websocket", listen)
    open_tape(page, school.url)

    def asked() -> int:
        return sum(".judge" in frame for frame in sent)

    page.wait_for_timeout(6_000)
    assert asked() >= 2
    page.evaluate("Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true})")
    page.wait_for_timeout(300)
    before = asked()
    page.wait_for_timeout(6_000)
    assert asked() == before
    page.evaluate("delete document.visibilityState")
    page.get_by_role("link", name="Lessons", exact=True).click()
    expect(page.locator("#tape")).to_have_count(0)
    page.wait_for_timeout(300)
    before = asked()
    page.wait_for_timeout(6_000)
    assert asked() == before


@pytest.mark.parametrize(
    ("size", "scheme"),
    [((1280, 800), "dark"), ((390, 844), "light"), ((320, 640), "dark"), ((844, 390), "light")],
    ids=str,
)
def test_the_tape_is_for_everybody(school: GameServer, join: PlayerFactory, size: tuple[int, int], scheme: str) -> None:
    """Axe finds nothing, and nothing sticks out to the side, also where the two part."""
    width, height = size
    page = join(school.url, viewport={"width": width, "height": height}, color_scheme=scheme).page
    page.goto(f"{school.url}/learn/{LESSON.key}?preview")
    expect(page.locator(".cm-content")).to_be_attached(timeout=SOON_MS)
    if page.locator("#pane-code").is_visible():
        page.locator("#pane-code").click()
    write(page, LESSON.solution)
    page.locator("#check").click()
    tape = page.locator("#tape")
    expect(tape).to_be_visible(timeout=SOON_MS)
    if page.locator("#pane-code").is_visible():
        page.locator("#pane-code").click()
    write(page, STINGY)
    page.locator("#run").click()
    press_until(tape, join(school.url), "parted")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations_on(page) == []


def test_a_server_without_a_sandbox_says_so_on_the_tape(
    tmp_path_factory: pytest.TempPathFactory, join: PlayerFactory
) -> None:
    with GameServer(tmp_path_factory.mktemp("off"), learn_workers=0) as game:
        rival = join(game.url)
        page = join(game.url).page
        page.evaluate("localStorage.setItem('clickgame-learned', ' arena ')")
        study(page, game.url, f"{LESSON.key}?preview")
        tape = page.locator("#tape")
        expect(tape).to_be_visible(timeout=SOON_MS)
        for _ in range(40):
            if tape.get_attribute("data-state") == "refused":
                break
            rival.page.keyboard.press("Space")
            rival.page.wait_for_timeout(500)
        expect(tape.locator(".verdict")).to_contain_text("does not run programs")
