"""Pictures of every state of the page, of the real game as a browser shows it: `python -m tests.e2e.screenshots`.

Each state is played, not staged: a small server with short times, a few other players, and presses on the button."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.e2e import chromium
from tests.e2e.relay import Relay
from tests.e2e.server import GameServer

OUT = Path("screenshots")
SETTLE_MS = 700
PACE_MS = 60
FLIGHT_MS = 60  # after a press: the cap is on its way up and the +1s are in the air
RIVALS = (("Amber Fox", 41), ("Quiet Heron", 33), ("Velvet Mole", 24), ("Copper Wren", 15), ("Night Owl", 7))

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Screen:
    """A device to look at the page with; *scale* is device pixels per CSS pixel."""

    name: str
    size: ViewportSize
    scale: float
    has_touch: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A state of the page: how to get there, its server's settings, and whether others play as well."""

    name: str
    play: Callable[[Page, Relay], None]
    settings: dict[str, Any]
    has_rivals: bool = True


def first_visit(_page: Page, _relay: Relay) -> None:
    """Do nothing: the page is playable at once."""


def playing(page: Page, _relay: Relay) -> None:
    """Press at a good pace, and be caught in the middle of it."""
    press(page, 28, every_ms=PACE_MS)
    page.wait_for_timeout(3_500)  # a celebration on the way may end
    press(page, 5, every_ms=80)
    page.wait_for_timeout(FLIGHT_MS)


def celebrating(page: Page, _relay: Relay) -> None:
    """Reach an achievement."""
    press(page, 10, every_ms=PACE_MS)
    page.wait_for_timeout(320)


def throttled(page: Page, _relay: Relay) -> None:
    """Hammer until held."""
    press(page, 40, every_ms=0)
    expect(page.locator("#held")).to_be_visible()
    page.wait_for_timeout(SETTLE_MS)


def last_minute(page: Page, _relay: Relay) -> None:
    """Let a run come into its last minute."""
    press(page, 23, every_ms=PACE_MS)
    page.wait_for_timeout(4_500)
    expect(page.locator("#run-left")).to_be_visible()


def run_over(page: Page, _relay: Relay) -> None:
    """Let a run end."""
    press(page, 23, every_ms=PACE_MS)
    expect(page.locator("#run-over")).to_be_visible(timeout=15_000)
    page.wait_for_timeout(SETTLE_MS)


def offline(page: Page, relay: Relay) -> None:
    """Lose the connection and go on pressing."""
    press(page, 12, every_ms=PACE_MS)
    relay.cut()
    press(page, 6, every_ms=PACE_MS)
    expect(page.locator("#offline")).to_be_visible(timeout=10_000)
    page.wait_for_timeout(SETTLE_MS)


def about(page: Page, relay: Relay) -> None:
    """Read about the game."""
    page.goto(f"{relay.url}/about")


def missing(page: Page, relay: Relay) -> None:
    """Ask for what is not there."""
    page.goto(f"{relay.url}/nowhere")


SCREENS = (
    Screen("desk", {"width": 1280, "height": 800}, 1, has_touch=False),
    Screen("phone", {"width": 390, "height": 844}, 2, has_touch=True),
    Screen("small-phone", {"width": 360, "height": 640}, 2, has_touch=True),
)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SCENES = (
    Scene("first-visit", first_visit, {}),
    Scene("playing", playing, {}),
    Scene("celebrating", celebrating, {}),
    Scene("throttled", throttled, {"throttle_presses": 20}),
    Scene("last-minute", last_minute, {"run_s": 59}),
    Scene("run-over", run_over, {"run_s": 4, "sweep_s": 0.3}, has_rivals=False),
    Scene("offline", offline, {}),
    Scene("about", about, {}, has_rivals=False),
    Scene("missing", missing, {}, has_rivals=False),
)


def press(page: Page, times: int, *, every_ms: int) -> None:
    """Press the button with the mouse."""
    page.locator("#press").hover()
    for _ in range(times):
        page.mouse.down()
        page.mouse.up()
        page.wait_for_timeout(every_ms)


@contextmanager
def visit(browser: Browser, url: str, screen: Screen, scheme: Scheme) -> Iterator[Page]:
    """Open the page in a new profile and wait until it knows who plays."""
    context = browser.new_context(
        viewport=screen.size, device_scale_factor=screen.scale, has_touch=screen.has_touch, color_scheme=scheme
    )
    page = context.new_page()
    page.goto(url)
    expect(page.locator("#handle")).not_to_have_value("")
    page.wait_for_timeout(SETTLE_MS)
    yield page
    context.close()


def invite(browser: Browser, url: str) -> None:
    """Let a few others play, so that there is a board."""
    for handle, presses in RIVALS:
        with visit(browser, url, SCREENS[0], "light") as page:
            page.locator("#handle").fill(handle)
            page.locator("#handle").press("Enter")
            press(page, presses, every_ms=PACE_MS)
            page.wait_for_timeout(SETTLE_MS)


def shoot(browser: Browser, scene: Scene, out: Path) -> Iterator[Path]:
    """Play *scene* on each screen in each colour scheme; give the pictures as they are taken."""
    with tempfile.TemporaryDirectory() as folder, GameServer(Path(folder), **scene.settings) as game:
        if scene.has_rivals:
            invite(browser, game.url)
        for screen in SCREENS:
            for scheme in SCHEMES:
                with Relay(game.port) as relay, visit(browser, relay.url, screen, scheme) as page:
                    scene.play(page, relay)
                    path = out / f"{scene.name}-{screen.name}-{scheme}.png"
                    page.screenshot(path=path)
                    yield path


def main(names: list[str], out: Path = OUT) -> None:
    """Take the pictures of all scenes, or of those in *names*."""
    out.mkdir(exist_ok=True)
    began = time.monotonic()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.flags())
        for scene in SCENES:
            if not names or scene.name in names:
                for path in shoot(browser, scene, out):
                    sys.stdout.write(f"{time.monotonic() - began:5.0f} s  {path}\n")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
