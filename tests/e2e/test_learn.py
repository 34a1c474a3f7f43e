"""The course, as a learner goes through it in a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from clickgame.learn.course import load
from tests.e2e.conftest import PlayerFactory
from tests.e2e.relay import Relay
from tests.e2e.server import GameServer
from tests.e2e.test_devices import link_of
from tests.e2e.test_looks import violations_on

pytestmark = pytest.mark.browser

COURSE = load()
SOON_MS = 60_000  # a program waits for its worker, which has to start on a busy machine
ENDLESS = "while True:\n    pass\n"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Give a game whose course is used by nobody else."""
    with GameServer(tmp_path_factory.mktemp("learn")) as game:
        yield game


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page of somebody new."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def write(page: Page, code: str) -> None:
    """Type *code* over whatever is in the editor."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(code)


def study(page: Page, url: str, lesson: str) -> None:
    """Open *lesson*, and wait for the editor."""
    page.goto(f"{url}/learn/{lesson}")
    expect(page.locator(".cm-content")).to_be_visible(timeout=SOON_MS)


def test_all_lessons_are_passed_in_order(school: GameServer, page: Page) -> None:
    """By the solutions, as a learner would type them; reading and running make nobody a player."""
    page.goto(f"{school.url}/learn")
    expect(page.locator("[data-lesson=changes]")).to_have_attribute("data-standing", "later")
    for lesson in COURSE.lessons.values():
        expect(page.locator("#next")).to_have_attribute("href", f"/learn/{lesson.key}")
        page.locator("#next").click()
        expect(page.locator("main")).to_have_attribute("data-lesson", lesson.key)
        expect(page.locator(".cm-content")).to_be_visible(timeout=SOON_MS)
        write(page, lesson.solution)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#passed")).to_be_visible(timeout=SOON_MS)
        page.get_by_role("link", name="Lessons", exact=True).click()
    expect(page.locator("[data-standing=done]")).to_have_count(len(COURSE.lessons))
    assert violations_on(page) == []
    assert not [cookie for cookie in page.context.cookies() if cookie.get("name") == "clickgame"]


def test_what_came_of_one_lesson_is_not_taken_for_the_next_one(school: GameServer, page: Page) -> None:
    first, second = list(COURSE.lessons)[:2]
    study(page, school.url, first)
    write(page, COURSE.lessons[first].solution)
    page.locator("#check").click()
    expect(page.locator("#passed")).to_be_visible(timeout=SOON_MS)
    page.locator("#solve > summary").click()
    expect(page.locator("#solution")).to_be_visible()
    page.locator("a[rel=next]").click()
    expect(page.locator("main")).to_have_attribute("data-lesson", second)
    expect(page.locator(".cm-content")).to_be_visible(timeout=SOON_MS)
    expect(page.locator("#passed")).to_have_count(0)
    expect(page.locator("#solve")).to_have_count(0)
    page.get_by_role("link", name="Lessons", exact=True).click()
    expect(page.locator(f"[data-lesson={first}]")).to_have_attribute("data-standing", "done")
    expect(page.locator(f"[data-lesson={second}]")).to_have_attribute("data-standing", "open")


def test_a_lesson_is_open_when_what_it_needs_is_passed(school: GameServer, page: Page) -> None:
    """Its text can be read before that, and the page says which lessons open it."""
    study(page, school.url, "engine?preview")
    page.goto(f"{school.url}/learn/changes")
    locked = page.locator("#locked")
    expect(locked).to_be_visible(timeout=SOON_MS)
    expect(page.locator("#check")).to_have_count(0)
    expect(page.locator("#text-pane .task")).to_be_visible()
    locked.get_by_role("link", name=COURSE.lessons["button"].title).click()
    expect(page.locator("main")).to_have_attribute("data-lesson", "button")
    expect(page.locator(".cm-content")).to_be_visible(timeout=SOON_MS)
    write(page, COURSE.lessons["button"].solution)
    page.locator("#check").click()
    expect(page.locator("#passed")).to_be_visible(timeout=SOON_MS)
    page.locator("a[rel=next]").click()
    expect(page.locator("main")).to_have_attribute("data-lesson", "changes")
    expect(page.locator("#check")).to_be_visible(timeout=SOON_MS)
    expect(locked).to_have_count(0)
    page.goto(f"{school.url}/learn/changes")
    expect(page.locator(".cm-content")).to_be_visible(timeout=SOON_MS)
    expect(locked).to_have_count(0)


def test_each_known_mistake_of_the_first_lesson_earns_its_hint(school: GameServer, page: Page) -> None:
    lesson = next(iter(COURSE.lessons.values()))
    study(page, school.url, lesson.key)
    for mistake in lesson.known_mistakes:
        write(page, mistake.code)
        page.locator("#check").click()
        failed = page.locator("#checks [data-passed=false]").first
        expect(failed).to_contain_text(lesson.mistakes.get(mistake.hint, mistake.hint), timeout=SOON_MS)
    page.locator("#text-pane .hint-taken > summary").first.click()
    expect(page.locator("#text-pane .hint-taken > summary").nth(1)).to_be_visible()
    assert violations_on(page) == []
    write(page, lesson.solution)
    page.locator("#check").click()
    expect(page.locator("#passed")).to_be_visible(timeout=SOON_MS)
    page.locator("#solve > summary").click()
    expect(page.locator("#solution")).to_have_text(lesson.solution.rstrip("\n"))
    assert violations_on(page) == []


def test_what_never_ends_is_stopped_and_what_is_printed_is_shown(school: GameServer, page: Page) -> None:
    study(page, school.url, "button")
    write(page, 'print("hello from inside")\n')
    page.locator("#run").click()
    expect(page.locator("#printed")).to_have_text("hello from inside", timeout=SOON_MS)
    write(page, ENDLESS)
    page.locator("#run").click()
    expect(page.locator("#stopped")).to_contain_text("Stopped", timeout=SOON_MS)


def test_a_draft_survives_a_reload_and_shows_in_another_tab(school: GameServer, page: Page) -> None:
    study(page, school.url, "button")
    other = page.context.new_page()
    study(other, school.url, "button")
    write(page, "mine = 1\n")
    expect(other.locator(".cm-content")).to_contain_text("mine = 1")
    expect(other.locator("#code-pane .keys")).to_contain_text("another tab")
    page.reload()
    expect(page.locator(".cm-content")).to_contain_text("mine = 1", timeout=SOON_MS)
    page.locator("#reset").click()
    expect(page.locator(".cm-content")).not_to_contain_text("mine = 1")


def test_a_connection_that_is_lost_in_a_check_is_said(school: GameServer, page: Page) -> None:
    """Nobody plays here, so that nobody could be told later: the page says it, and the next check works."""
    with Relay(school.port) as relay:
        study(page, relay.url, "button")
        write(page, "import asyncio\n" + ENDLESS)
        page.locator("#check").click()
        expect(page.locator("#standing")).to_contain_text("Running", timeout=SOON_MS)
        relay.cut()
        relay.restore()
        expect(page.locator("#standing")).to_contain_text("connection was lost", timeout=SOON_MS)
        write(page, COURSE.lessons["button"].solution)
        page.locator("#check").click()
        expect(page.locator("#passed")).to_be_visible(timeout=SOON_MS)


def test_a_player_who_loses_the_connection_in_a_check_is_told_what_came_of_it(
    school: GameServer, join: PlayerFactory
) -> None:
    with Relay(school.port) as relay:
        page = join(relay.url).page
        study(page, relay.url, "button")
        write(page, ENDLESS)
        page.locator("#check").click()
        expect(page.locator("#standing")).to_contain_text("Running", timeout=SOON_MS)
        relay.cut()
        relay.restore()
        expect(page.locator("#stopped, #error").first).to_be_visible(timeout=SOON_MS)
        expect(page.locator("#standing")).not_to_contain_text("lost")


def test_what_a_player_has_passed_survives_a_kill_and_comes_along_to_a_phone(
    tmp_path_factory: pytest.TempPathFactory, join: PlayerFactory
) -> None:
    lesson = COURSE.lessons["button"]
    mine = f"{lesson.solution.rstrip()}\n# written on the desk\n"
    with GameServer(tmp_path_factory.mktemp("kept")) as game:
        desk = join(game.url, viewport={"width": 1280, "height": 800}).page
        study(desk, game.url, "button")
        desk.locator("#text-pane .hint-taken > summary").first.click()
        write(desk, "nothing = 0\n")
        desk.locator("#check").click()
        expect(desk.locator("#standing")).to_have_text("Checked.", timeout=SOON_MS)
        write(desk, mine)
        desk.locator("#check").click()
        expect(desk.locator("#passed")).to_be_visible(timeout=SOON_MS)
        game.kill()
        game.start()
        desk.goto(f"{game.url}/devices")
        link = link_of(desk)
        other = join(game.url, viewport={"width": 390, "height": 844}, has_touch=True)
        phone = other.page
        phone.goto(link)
        phone.get_by_role("button", name="Play as").click()
        other.settle()
        phone.goto(f"{game.url}/learn")
        card = phone.locator("[data-lesson=button]")
        expect(card).to_have_attribute("data-standing", "done", timeout=SOON_MS)
        expect(card.locator(".mine")).to_contain_text("after 1 try and 1 hint")
        expect(card.locator(".finished")).to_have_text("1 player has passed")
        expect(phone.locator("#mine")).to_contain_text("1 lesson passed · 2 checks · 1 hint")
        card.locator("a").click()
        expect(phone.locator(".kicker")).to_contain_text("Passed")
        phone.locator("#pane-code").click()
        expect(phone.locator(".cm-content")).to_contain_text("# written on the desk", timeout=SOON_MS)
        expect(phone.locator("#code-pane .keys")).to_contain_text("as you had it checked last")
        write(phone, "newer = 1\n")
        phone.reload()
        phone.locator("#pane-code").click()
        expect(phone.locator(".cm-content")).to_contain_text("newer = 1", timeout=SOON_MS)


def test_what_is_typed_while_a_check_runs_is_newer_than_what_is_checked(
    school: GameServer, join: PlayerFactory
) -> None:
    page = join(school.url).page
    study(page, school.url, "button")
    write(page, ENDLESS)
    page.locator("#check").click()
    expect(page.locator("#standing")).to_contain_text("Running", timeout=SOON_MS)
    write(page, "typed = 'meanwhile'\n")
    expect(page.locator("#standing")).to_have_text("Checked.", timeout=SOON_MS)
    page.reload()
    expect(page.locator("#standing")).to_have_text("Checked.", timeout=SOON_MS)
    expect(page.locator(".cm-content")).to_contain_text("meanwhile", timeout=SOON_MS)


def test_a_server_without_a_sandbox_says_so_in_one_line(tmp_path_factory: pytest.TempPathFactory, page: Page) -> None:
    with GameServer(tmp_path_factory.mktemp("off"), learn_workers=0) as game:
        study(page, game.url, "button")
        page.locator("#check").click()
        expect(page.locator("#standing")).to_contain_text("does not run programs", timeout=SOON_MS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (320, 640), (844, 390)], ids=str)
def test_the_pages_of_the_course_are_for_everybody(
    school: GameServer, browser: Browser, size: tuple[int, int], scheme: str
) -> None:
    """Axe finds nothing, nothing sticks out to the side, and the three panes of a phone can be reached."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(f"{school.url}/learn")
    expect(page.locator("#next")).to_be_visible()
    assert violations_on(page) == []
    page.goto(f"{school.url}/learn/lock?preview")
    expect(page.locator("main h1")).to_be_visible()
    panes = page.locator(".panes .tab")
    for pane in range(3 if panes.first.is_visible() else 1):
        if panes.first.is_visible():
            panes.nth(pane).click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations_on(page) == []
    context.close()
