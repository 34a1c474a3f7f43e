"""The states of the pages round the game's own, and of its arenas: as `scenes.py`, where many have played for weeks."""

from playwright.sync_api import Page, expect

from clickgame.contract.arenas import address_of
from clickgame.core.arenas import ARENAS, ArenaKind
from clickgame.learn.course import load
from tests.e2e.past import TIRELESS
from tests.e2e.relay import Relay
from tests.e2e.scenes import CHEER_MS, FLIGHT_MS, PACE_MS, SETTLE_MS, Scene, press

DAYS = 20
TITLE = "Wednesday lunch runs"  # as long as one may be
# As a link does that was there before the page that it leads to had gone.
GO = "path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')) }"


def about(page: Page, relay: Relay) -> None:
    """Read about the game."""
    page.goto(f"{relay.url}/about")


def api(page: Page, relay: Relay) -> None:
    """Read about the API."""
    page.goto(f"{relay.url}/api")


def learn(page: Page, relay: Relay) -> None:
    """Look at the course."""
    page.goto(f"{relay.url}/learn")


def lesson(page: Page, relay: Relay) -> None:
    """Read a lesson that has a picture."""
    page.goto(f"{relay.url}/learn/lock?preview")
    expect(page.locator(".cm-content")).to_be_attached()
    page.wait_for_timeout(SETTLE_MS)


def checked(page: Page, relay: Relay) -> None:
    """Have a program checked that is not right yet."""
    lesson(page, relay)
    if page.locator("#pane-code").is_visible():
        page.locator("#pane-code").click()
    page.locator("#check").click()
    expect(page.locator("#checks li").first).to_be_visible(timeout=60_000)
    page.wait_for_timeout(SETTLE_MS)


def learning(page: Page, relay: Relay) -> None:
    """Look at the course with a lesson passed, and one that is begun."""
    for key, code in (("changes", ""), ("button", load().lessons["button"].solution)):
        page.goto(f"{relay.url}/learn/{key}?preview")
        if page.locator("#pane-code").is_visible():
            page.locator("#pane-code").click()
        page.locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(code or "score = 1")
        page.locator("#check").click()
        expect(page.locator("#checks li").first).to_be_visible(timeout=60_000)
    page.goto(f"{relay.url}/learn")
    expect(page.locator("#mine")).to_be_visible()
    page.wait_for_timeout(SETTLE_MS)


def locked(page: Page, relay: Relay) -> None:
    """Come to a lesson that is not open yet."""
    page.goto(f"{relay.url}/learn/arena")
    expect(page.locator("#locked")).to_be_visible(timeout=60_000)
    page.wait_for_timeout(SETTLE_MS)


def taped(page: Page, relay: Relay) -> None:
    """See one's arena beside the real one, with another number in its throttle."""
    code = load().lessons["arena"].solution
    page.goto(f"{relay.url}/learn/arena?preview")
    for each in (code, code.replace("MOST = 50", "MOST = 1")):
        if page.locator("#pane-code").is_visible():
            page.locator("#pane-code").click()
        page.locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(each)
        page.locator("#check" if each == code else "#run").click()
        expect(page.locator("#tape")).to_be_visible(timeout=60_000)
    other = page.context.new_page()
    other.goto(relay.url)
    expect(other.locator("#handle")).not_to_have_value("")
    for _ in range(30):
        if page.locator("#tape[data-verdict=parted]").count():
            break
        for _ in range(3):
            other.keyboard.press("Space")
        other.wait_for_timeout(500)
    other.close()
    expect(page.locator("#parted")).to_be_visible()
    page.locator("#tape").scroll_into_view_if_needed()
    page.wait_for_timeout(SETTLE_MS)


def missing(page: Page, relay: Relay) -> None:
    """Ask for what is not there."""
    page.goto(f"{relay.url}/nowhere")


def full(page: Page, _relay: Relay) -> None:
    """Find no place left."""
    expect(page.locator("[data-code=server_full]")).to_be_visible()
    page.wait_for_timeout(SETTLE_MS)


def arenas(page: Page, relay: Relay) -> None:
    """Look at all arenas, with one of one's own."""
    page.goto(f"{relay.url}/arenas")
    expect(page.locator("[data-arena=classic] b")).not_to_have_text("…")
    if not page.locator("#mine a").count():
        page.locator("[name=title]").fill(TITLE)
        page.locator("[name=kind]").select_option("sprint")
        page.locator("#open-arena button").click()
    expect(page.locator("#mine a").first).to_be_visible()
    page.wait_for_timeout(SETTLE_MS)


def arenas_refused(page: Page, relay: Relay) -> None:
    """Give an arena a name that there cannot be."""
    page.goto(f"{relay.url}/arenas")
    page.locator("[name=title]").fill("<b>")
    page.locator("#open-arena button").click()
    expect(page.locator("#notice")).to_be_visible()
    page.wait_for_timeout(SETTLE_MS)


def own_arena(page: Page, relay: Relay) -> None:
    """Play in an arena of one's own."""
    arenas(page, relay)
    page.locator("#mine a").first.click()
    expect(page.locator("#place")).to_have_text(TITLE)
    press(page, 5, every_ms=PACE_MS)
    page.wait_for_timeout(SETTLE_MS)


def gone(page: Page, _relay: Relay) -> None:
    """Follow a link to an arena that has closed."""
    page.evaluate(GO, "/a/gone")
    expect(page.locator("#gone")).to_be_visible()
    page.wait_for_timeout(SETTLE_MS)


def feed(page: Page, relay: Relay) -> None:
    """Look at what happens, answer something, and hide something."""
    page.goto(f"{relay.url}/feed")
    page.locator(".answer").nth(7).click()
    hide = page.get_by_role("button", name="Hide", exact=True)
    if hide.count() > 1:
        hide.nth(1).click()
    page.wait_for_timeout(SETTLE_MS)


def feed_of_few(page: Page, relay: Relay) -> None:
    """Look for what has not happened."""
    page.goto(f"{relay.url}/feed")
    page.locator("#kind-opened").click()
    expect(page.locator("#nothing-yet")).to_be_visible()
    page.wait_for_timeout(SETTLE_MS)


def achievements(page: Page, relay: Relay) -> None:
    """Look at what there is to reach."""
    page.goto(f"{relay.url}/achievements")
    expect(page.locator("[data-reached=true]").first).to_be_visible()
    page.wait_for_timeout(SETTLE_MS)


def champions(page: Page, relay: Relay) -> None:
    """Look at who won, and at one of the boards."""
    page.goto(f"{relay.url}/champions")
    page.locator("summary").nth(1).click()
    page.wait_for_timeout(SETTLE_MS)


def no_champions(page: Page, relay: Relay) -> None:
    """Look where nobody has won yet."""
    page.goto(f"{relay.url}/champions")
    expect(page.locator("#none-yet")).to_be_visible()


def newcomer(page: Page, _relay: Relay) -> None:
    """Look at one's own page after the first presses."""
    press(page, 14, every_ms=PACE_MS)
    page.wait_for_timeout(CHEER_MS)
    _own_page(page)


def own(page: Page, _relay: Relay) -> None:
    """Look at one's own page after weeks."""
    _own_page(page)


def other(page: Page, relay: Relay) -> None:
    """Look at the page of somebody who has pressed very much, and follow."""
    page.goto(f"{relay.url}/champions")
    page.get_by_role("link", name=TIRELESS).first.click()
    page.locator("#follow").click()
    page.wait_for_timeout(SETTLE_MS)


def nobody(page: Page, relay: Relay) -> None:
    """Look at the page of somebody who is not there."""
    page.goto(f"{relay.url}/p/nobody")
    page.wait_for_timeout(SETTLE_MS)


def run(page: Page, relay: Relay) -> None:
    """Look at a run that was shared."""
    _own_page(page)
    page.goto(relay.url + (page.locator("#curves a").first.get_attribute("href") or ""))
    page.locator(".result").scroll_into_view_if_needed()
    page.wait_for_timeout(SETTLE_MS)
    page.evaluate("scrollTo(0, 0)")


def _own_page(page: Page) -> None:
    page.locator("#streak").click()
    expect(page.locator("#settings")).to_be_visible()
    page.wait_for_timeout(SETTLE_MS)


def _arena(kind: ArenaKind) -> Scene:
    def play(page: Page, relay: Relay) -> None:
        page.goto(relay.url + address_of(kind.key))
        expect(page.locator("#place")).to_have_text(kind.title)
        press(page, 22, every_ms=PACE_MS)
        page.wait_for_timeout(CHEER_MS)
        press(page, 2, every_ms=80)
        page.wait_for_timeout(FLIGHT_MS)

    return Scene(f"arena-{kind.key}", play, days=DAYS)


PAGE_SCENES = (
    *map(_arena, ARENAS),
    Scene("own-arena", own_arena),
    Scene("gone", gone),
    Scene("arenas", arenas, days=DAYS, is_whole=True),
    Scene("arenas-refused", arenas_refused),
    Scene("feed", feed, days=DAYS, busy=3, is_whole=True),
    Scene("feed-empty", feed_of_few, days=DAYS),
    Scene("achievements", achievements, days=DAYS, is_whole=True),
    Scene("champions", champions, days=DAYS, is_whole=True),
    Scene("no-champions", no_champions, rivals=0),
    Scene("newcomer", newcomer, is_whole=True),
    Scene("profile", own, days=DAYS, is_whole=True),
    Scene("another", other, days=DAYS, is_whole=True),
    Scene("nobody", nobody, rivals=0),
    Scene("run", run, days=DAYS),
    Scene("about", about, rivals=0, is_whole=True),
    Scene("api", api, rivals=0, is_whole=True),
    Scene("learn", learn, rivals=0, is_whole=True),
    Scene("learning", learning, rivals=0, is_whole=True),
    Scene("lesson", lesson, rivals=0, is_whole=True),
    Scene("lesson-checked", checked, rivals=0, is_whole=True),
    Scene("lesson-locked", locked, rivals=0, is_whole=True),
    Scene("lesson-tape", taped, rivals=0, is_whole=True),
    Scene("missing", missing, rivals=0),
    Scene("full", full, {"connections_most": 1}, rivals=1, is_let_in=False),
)
