"""The states of the page and how to get to each: played in a browser against a real server, never staged."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.relay import Relay

SETTLE_MS = 700
PACE_MS = 60
FLIGHT_MS = 60  # after a press: the cap is on its way up and the +1s are in the air
CHEER_MS = 3_500  # a celebration, and a little
LONG_HANDLES = (f"Wolfgang Amadeus Mo{letter}" for letter in itertools.cycle("zartwmbdefghknps"))  # each is one's own
RIVALS = 12


@dataclass(frozen=True, slots=True)
class Scene:
    """A state of the page: how to get there, its server's settings, how many others play, and what of it to look at."""

    name: str
    play: Callable[[Page, Relay], None]
    settings: dict[str, Any] = field(default_factory=dict[str, Any])
    rivals: int = RIVALS
    busy: int = 0
    """How many of the others press between two boards."""
    looks_at: str = ""
    is_first: bool = False
    """Whether the browser has never been here: it is told and asked what it remembers to have been otherwise."""
    has_scripts: bool = True
    is_let_in: bool = True
    is_whole: bool = False
    """Whether all of the page is of interest, and not what of it comes first."""
    days: int = 0
    """On how many days the players of `past.HANDLES` have played here, of whom `past.ME` looks."""


def fresh(_page: Page, _relay: Relay) -> None:
    """Do nothing: the page is playable at once."""


def asked(page: Page, _relay: Relay) -> None:
    """Pause after the first few presses."""
    press(page, 4, every_ms=PACE_MS)
    expect(page.locator("#question")).to_be_visible()
    page.wait_for_timeout(SETTLE_MS)


def medal(page: Page, _relay: Relay) -> None:
    """Look at what a medal is for."""
    press(page, 12, every_ms=PACE_MS)
    page.wait_for_timeout(CHEER_MS)
    page.locator("#medal-2").focus()
    page.wait_for_timeout(SETTLE_MS)


def playing(page: Page, _relay: Relay) -> None:
    """Press at a good pace, and be caught in the middle of it."""
    press(page, 28, every_ms=PACE_MS)
    page.wait_for_timeout(CHEER_MS)
    press(page, 5, every_ms=80)
    page.wait_for_timeout(FLIGHT_MS)


def celebrating(page: Page, _relay: Relay) -> None:
    """Reach an achievement."""
    press(page, 10, every_ms=PACE_MS)
    page.wait_for_timeout(320)


def held(page: Page, _relay: Relay) -> None:
    """Hammer until held."""
    press(page, 40, every_ms=0)
    expect(page.locator("#held")).to_be_visible()
    page.wait_for_timeout(CHEER_MS)


def ending(page: Page, _relay: Relay) -> None:
    """Let a run come into its last minute."""
    press(page, 23, every_ms=PACE_MS)
    page.wait_for_timeout(CHEER_MS)
    expect(page.locator("#run-left")).to_be_visible()


def over(page: Page, _relay: Relay) -> None:
    """Let a run end."""
    press(page, 23, every_ms=PACE_MS)
    expect(page.locator("#run-over")).to_be_visible(timeout=15_000)
    page.wait_for_timeout(SETTLE_MS)


def over_again(page: Page, relay: Relay) -> None:
    """Let another run end, short of the best one."""
    over(page, relay)
    press(page, 12, every_ms=PACE_MS)
    expect(page.locator("#run-over")).to_have_text("12", timeout=15_000)
    page.wait_for_timeout(SETTLE_MS)


def alone(page: Page, relay: Relay) -> None:
    """Start another run, with nobody to race but the best one."""
    over(page, relay)
    press(page, 9, every_ms=PACE_MS)
    page.wait_for_timeout(SETTLE_MS)


def behind(page: Page, relay: Relay) -> None:
    """Be between two others who press too, with a best run to pass."""
    over(page, relay)
    press(page, 16, every_ms=120)
    page.wait_for_timeout(FLIGHT_MS)


def sheet(page: Page, _relay: Relay) -> None:
    """Bring the whole board up, where it isn't beside the button."""
    press(page, 3, every_ms=PACE_MS)
    page.wait_for_timeout(2 * SETTLE_MS)
    if page.locator("#open-board").is_visible():
        page.locator("#open-board").click()
    page.wait_for_timeout(SETTLE_MS)


def offline(page: Page, relay: Relay) -> None:
    """Lose the connection and go on pressing."""
    press(page, 6, every_ms=PACE_MS)
    page.wait_for_timeout(SETTLE_MS)
    relay.cut()
    press(page, 3, every_ms=PACE_MS)
    expect(page.locator("#offline")).to_be_visible(timeout=10_000)
    page.wait_for_timeout(SETTLE_MS)


def refused(page: Page, _relay: Relay) -> None:
    """Ask for a handle that there cannot be."""
    press(page, 6, every_ms=PACE_MS)
    rename(page, "Lovely <3")
    expect(page.locator("#notice")).to_be_visible()
    page.wait_for_timeout(SETTLE_MS)


def editing(page: Page, _relay: Relay) -> None:
    """Be about to change the handle."""
    page.locator("#handle").focus()
    page.wait_for_timeout(SETTLE_MS)


def noticed(page: Page, relay: Relay) -> None:
    """Come with a cookie that nobody gave."""
    page.context.add_cookies([{"name": "clickgame", "value": "0" * 32, "url": relay.url}])
    page.reload()
    expect(page.locator("#notice")).to_be_visible()
    press(page, 3, every_ms=PACE_MS)
    page.wait_for_timeout(SETTLE_MS)


def forgetful(page: Page, relay: Relay) -> None:
    """Come back to the server without a cookie."""
    page.context.clear_cookies()
    relay.cut()
    relay.restore()
    expect(page.locator("#forgetful")).to_be_visible()
    page.wait_for_timeout(SETTLE_MS)


def long_handle(page: Page, _relay: Relay) -> None:
    """Go by a long handle."""
    rename(page, next(LONG_HANDLES))
    press(page, 31, every_ms=PACE_MS)
    page.wait_for_timeout(CHEER_MS)


def once(page: Page, _relay: Relay) -> None:
    """Press once, which is not enough for the board."""
    press(page, 1, every_ms=PACE_MS)
    page.wait_for_timeout(SETTLE_MS)


def followed(page: Page, relay: Relay) -> None:
    """Follow somebody, and look at nobody else."""
    home = page.url
    page.goto(relay.url + (page.locator("#board [data-rank='2'] a").get_attribute("href") or ""))
    page.locator("#follow").click()
    page.goto(home)
    sheet(page, relay)
    page.locator("#only-followed").click()
    page.wait_for_timeout(SETTLE_MS)


def made_with(page: Page, relay: Relay) -> None:
    """Look at the best runs that were made with a mouse: one's own is the first that is over."""
    press(page, 80, every_ms=PACE_MS)
    expect(page.locator("#run-over")).to_be_visible(timeout=20_000)
    page.locator("#again").click()
    sheet(page, relay)
    page.locator("#tab-best").click()
    page.locator("#made-best-mouse").click()
    expect(page.locator("#made-best-mouse")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-row][data-mine='true']")).to_be_visible(timeout=20_000)
    page.wait_for_timeout(SETTLE_MS)


SCENES = (
    Scene("first-visit", fresh, is_first=True),
    Scene("asked", asked, is_first=True),
    Scene("fresh", fresh, rivals=0),
    Scene("playing", playing),
    Scene("celebrating", celebrating),
    Scene("held", held, {"throttle_presses": 20}),
    Scene("ending", ending, {"run_s": 59}),
    Scene("over", over, {"run_s": 4, "sweep_s": 0.3}, rivals=0),
    Scene("over-again", over_again, {"run_s": 4, "sweep_s": 0.3}, busy=3),
    Scene("alone", alone, {"run_s": 4, "sweep_s": 0.3}, rivals=0),
    Scene("behind", behind, {"run_s": 4, "sweep_s": 0.3}, busy=3),
    Scene("medal", medal),
    Scene("sheet", sheet, rivals=60, busy=3),
    Scene("made-with", made_with, {"run_s": 6.0, "sweep_s": 0.5}),
    Scene("offline", offline),
    Scene("offline-board", offline, looks_at=".board"),
    Scene("refused", refused),
    Scene("editing", editing),
    Scene("notice", noticed),
    Scene("no-cookies", forgetful),
    Scene("no-scripts", fresh, has_scripts=False),
    Scene("long-handle", long_handle, looks_at=".row[data-mine=true]"),
    Scene("full-board", once, {"board_rows": 100}, rivals=100, looks_at=".board"),
    Scene("neighbours", once, {"board_rows": 5, "standing_s": 0.3}, looks_at=".neighbours"),
    Scene("followed", followed),
)


def press(page: Page, times: int, *, every_ms: int) -> None:
    """Press the button with the mouse."""
    page.locator("#press").hover()
    for _ in range(times):
        page.mouse.down()
        page.mouse.up()
        page.wait_for_timeout(every_ms)


def rename(page: Page, handle: str) -> None:
    """Type another handle and confirm it."""
    page.locator("#handle").fill(handle)
    page.locator("#handle").press("Enter")
