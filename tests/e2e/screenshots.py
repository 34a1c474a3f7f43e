"""Pictures of every state of the page in every size: `python -m tests.e2e.screenshots [SCENE, SCREEN or SCHEME …]`.

They are of the real game as a browser shows it (`scenes.py`), and axe looks at each, too: what it finds is told, and
the command fails. All of them take an hour; with names of scenes, of screens, of a colour scheme, or of several of
them, only those are taken."""

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from clickgame.web.ui.notes import KEY, NOTHING
from tests.e2e import chromium
from tests.e2e.crowd import Crowd
from tests.e2e.days import token_of
from tests.e2e.page_scenes import PAGE_SCENES
from tests.e2e.past import ME, live
from tests.e2e.relay import Relay
from tests.e2e.rights_scenes import RIGHTS_SCENES
from tests.e2e.scenes import SCENES, SETTLE_MS, Scene
from tests.e2e.server import GameServer

OUT = Path("screenshots")
# What fades in is pale until then, which is no fault of its colours.
APPEARED = "document.getAnimations().forEach(one => one.animationName === 'appear' && one.finish())"

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Screen:
    """A device to look at the page with; *scale* is device pixels per CSS pixel."""

    name: str
    size: ViewportSize
    scale: float = 1
    has_touch: bool = False
    schemes: tuple[Scheme, ...] = ("light",)
    letters: str = "100%"
    forced_colors: Literal["active", "none"] = "none"


DESK = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=390, height=844)

SCREENS = (
    Screen("desk", DESK, schemes=("light", "dark")),
    Screen("laptop", {"width": 1280, "height": 800}, schemes=("light", "dark")),
    Screen("desk-zoomed", {"width": 720, "height": 450}, scale=2),
    Screen("desk-forced", DESK, forced_colors="active", schemes=("light", "dark")),
    Screen("phone", PHONE, scale=2, has_touch=True, schemes=("light", "dark")),
    Screen("phone-small", {"width": 320, "height": 640}, scale=2, has_touch=True, schemes=("light", "dark")),
    Screen("phone-side", {"width": 844, "height": 390}, scale=2, has_touch=True, schemes=("light", "dark")),
    Screen("phone-letters", PHONE, scale=1, has_touch=True, letters="200%"),
    Screen("phone-forced", PHONE, has_touch=True, forced_colors="active"),
)


@contextmanager
def visit(browser: Browser, url: str, screen: Screen, scheme: Scheme, scene: Scene) -> Iterator[Page]:
    """Open the page in a new profile and wait until it knows who plays."""
    context = browser.new_context(
        viewport=screen.size,
        device_scale_factor=screen.scale,
        has_touch=screen.has_touch,
        color_scheme=scheme,
        forced_colors=screen.forced_colors,
        java_script_enabled=scene.has_scripts,
    )
    if not scene.is_first:
        context.add_init_script(f"localStorage.setItem('{KEY}', '{NOTHING}')")
    if scene.days:
        context.add_cookies([{"name": "clickgame", "value": token_of(ME), "url": url}])
    page = context.new_page()
    page.goto(url)
    if scene.has_scripts and scene.is_let_in:
        expect(page.locator("#handle")).not_to_have_value("")
    page.wait_for_timeout(SETTLE_MS)
    yield page
    context.close()


def shoot(
    browser: Browser, scene: Scene, screens: list[Screen], schemes: Sequence[Scheme], out: Path
) -> Iterator[tuple[Path, list[str]]]:
    """Play *scene* on each of *screens*, in those of *schemes* that it has; give the pictures as they are taken.

    With each comes what axe finds there."""
    with tempfile.TemporaryDirectory() as folder:
        game = GameServer(Path(folder), **scene.settings)
        if scene.days:
            live(game.data, scene.days)
        with game, Crowd(game.port, size=scene.rivals, changing=scene.busy) as crowd:
            crowd.busy.set()
            for screen in screens:
                for scheme in screen.schemes:
                    if scheme not in schemes:
                        continue
                    with Relay(game.port) as relay, visit(browser, relay.url, screen, scheme, scene) as page:
                        path = _picture(page, relay, scene, screen, out / f"{scene.name}-{screen.name}-{scheme}.png")
                        yield path, _faults(page) if scene.has_scripts else []


def _picture(page: Page, relay: Relay, scene: Scene, screen: Screen, path: Path) -> Path:
    for step in (lambda: None, lambda: scene.play(page, relay)):
        step()
        if scene.has_scripts:  # before it, and after it again: it may have gone to another page
            page.add_style_tag(content=f"html {{ font-size: {screen.letters} }}")
    if scene.looks_at:
        if page.locator("#open-board").is_visible():  # on a phone what is looked at is on the sheet
            page.locator("#open-board").click()
        page.locator(scene.looks_at).first.scroll_into_view_if_needed()
        page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=path, full_page=scene.is_whole)
    return path


def violations(page: Page) -> list[str]:
    """List what axe finds on *page* as it is."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes']]}" for rule in found]


def _faults(page: Page) -> list[str]:
    page.evaluate(APPEARED)
    return violations(page)


def main(names: list[str], out: Path = OUT) -> bool:
    """Take the pictures of all scenes on all screens, or of those in *names*; tell whether axe found nothing."""
    every = (*SCENES, *PAGE_SCENES, *RIGHTS_SCENES)
    scenes = [scene for scene in every if scene.name in names] or list(every)
    screens = [screen for screen in SCREENS if screen.name in names] or list(SCREENS)
    schemes: Sequence[Scheme] = [scheme for scheme in SCHEMES if scheme in names] or SCHEMES
    out.mkdir(exist_ok=True)
    began, is_clean = time.monotonic(), True
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.flags())
        for scene in scenes:
            for path, faults in shoot(browser, scene, screens, schemes, out):
                is_clean &= not faults
                sys.stdout.write("\n  ".join([f"{time.monotonic() - began:5.0f} s  {path}", *faults]) + "\n")
        browser.close()
    return is_clean


if __name__ == "__main__":
    sys.exit(not main(sys.argv[1:]))
