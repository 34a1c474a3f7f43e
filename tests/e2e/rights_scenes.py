"""The states of what players may ask and must bear, and of what operators see.

Privacy, devices, reports and fair play; the operator's desk, and how the server goes."""

from playwright.sync_api import Page, expect

from tests.e2e.relay import Relay
from tests.e2e.scenes import PACE_MS, SETTLE_MS, Scene, press, sheet

TOKEN = "correct horse battery"  # noqa: S105  # of the scenes' own server
MACHINE_PRESSES = 75
# What no hand does: the browser says so of each press.
SCRIPT = """presses => { for (let press = 0; press < presses; press++)
  document.getElementById('press').dispatchEvent(new PointerEvent('pointerdown', {bubbles: true, button: 0})) }"""


def devices(page: Page, relay: Relay) -> None:
    """Make a link to another device."""
    page.goto(f"{relay.url}/devices")
    page.get_by_role("button", name="Make a link").click()
    expect(page.locator("[data-part=link]")).to_be_visible()
    page.wait_for_timeout(SETTLE_MS)


def devices_offered(page: Page, relay: Relay) -> None:
    """Follow such a link, as somebody else."""
    devices(page, relay)
    link = page.locator("[data-part=link] a").get_attribute("href") or ""
    page.context.clear_cookies()
    page.goto(link)


def devices_used(page: Page, relay: Relay) -> None:
    """Follow a link that leads nowhere any more."""
    page.goto(f"{relay.url}/devices/{'0' * 32}")


def privacy(page: Page, relay: Relay) -> None:
    """Read what is kept, as a player who may have it deleted."""
    page.goto(f"{relay.url}/privacy")
    page.locator("#delete summary").click()
    page.wait_for_timeout(SETTLE_MS)


def privacy_of_nobody(page: Page, relay: Relay) -> None:
    """Read what is kept, where nothing is."""
    page.context.clear_cookies()
    page.goto(f"{relay.url}/privacy")
    expect(page.locator("#nobody")).to_be_visible()


def erased(page: Page, relay: Relay) -> None:
    """Have everything deleted."""
    privacy(page, relay)
    page.locator("#erase").click()
    expect(page.locator("#said")).to_contain_text("You are deleted")
    page.wait_for_timeout(SETTLE_MS)


def reporting(page: Page, relay: Relay) -> None:
    """Report somebody, as far as the reasons."""
    _report(page, relay)
    page.locator("#report button").scroll_into_view_if_needed()


def fairplay(page: Page, _relay: Relay) -> None:
    """Press by a script, and read why that is on no board."""
    _press_as_a_program(page)
    page.locator("#streak").click()
    expect(page.locator("#fair-classic")).to_be_visible()
    page.locator("#fair-classic").scroll_into_view_if_needed()
    page.wait_for_timeout(SETTLE_MS)


def operator_shut(page: Page, relay: Relay) -> None:
    """Find the operator's page, and not the token."""
    page.goto(f"{relay.url}/operator")


def operator(page: Page, relay: Relay) -> None:
    """Look at what was reported and noticed, and do something about it."""
    _press_as_a_program(page)
    _report(page, relay)
    page.locator("#report input[type=radio]").first.check()
    page.locator("#report button").click()
    expect(page.locator("#report [role=status]")).to_contain_text("Thank you")
    page.goto(f"{relay.url}/operator")
    page.locator("#token").fill(TOKEN)
    page.locator("#operator-name").fill("Kim")
    page.locator("#entrance button").click()
    page.locator("#asked").fill("a")
    page.locator("#find button").click()
    expect(page.locator("#found")).to_be_visible()
    done = page.locator("#log .deed")
    if not done.count():  # on the screens after the first one, it has been
        for card, deed in enumerate(("ban", "rename")):
            form = page.locator("#found .card").nth(card)
            form.locator("select[name=what]").select_option(deed)
            form.get_by_role("button", name="Do it").click()
            expect(done).to_have_count(card + 1)
    page.wait_for_timeout(SETTLE_MS)


def ops_of_all(page: Page, relay: Relay) -> None:
    """Look at how the server goes, as anybody may."""
    page.goto(f"{relay.url}/ops")
    expect(page.locator("[data-tile=up] dd")).to_contain_text("s")
    page.wait_for_timeout(SETTLE_MS)


def ops(page: Page, relay: Relay) -> None:
    """Look at all of it, as the operator, with a limit that is passed."""
    page.goto(f"{relay.url}/ops")
    page.locator("#token").fill(TOKEN)
    page.locator("#operator-name").fill("Kim")
    page.locator("#entrance button").click()
    card = page.locator("[data-vital=memory]")
    card.locator("[name=limit]").fill("12")
    card.get_by_role("button", name="Set").click()
    expect(page.locator("#alarms")).to_contain_text("beyond the limit", timeout=30_000)
    page.evaluate("scrollTo(0, 0)")


def _report(page: Page, relay: Relay) -> None:
    sheet(page, relay)
    page.goto(relay.url + (page.locator("#board [data-rank='2'] a").get_attribute("href") or ""))
    page.locator("#report summary").click()


def _press_as_a_program(page: Page) -> None:
    press(page, 3, every_ms=PACE_MS)
    page.wait_for_timeout(SETTLE_MS)
    for _ in range(2):
        page.evaluate(SCRIPT, MACHINE_PRESSES)
    expect(page.locator("[data-code=marked]")).to_be_visible()


RIGHTS_SCENES = (
    Scene("devices", devices, rivals=0),
    Scene("devices-offered", devices_offered, rivals=0),
    Scene("devices-used", devices_used, rivals=0),
    Scene("privacy", privacy, rivals=0, is_whole=True),
    Scene("privacy-nobody", privacy_of_nobody, rivals=0, is_whole=True),
    Scene("erased", erased, rivals=0),
    Scene("reporting", reporting),
    Scene("fairplay", fairplay),
    Scene("operator-shut", operator_shut, {"operator_token": TOKEN}, rivals=0),
    Scene("operator", operator, {"operator_token": TOKEN}, is_whole=True),
    Scene("ops", ops_of_all, busy=3),
    Scene("ops-operator", ops, {"operator_token": TOKEN}, busy=3, is_whole=True),
)
