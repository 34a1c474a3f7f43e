"""Pictures of the pages in Firefox and in WebKit, as far as they are installed: `python -m tests.e2e.otherbrowsers`.

The tests play in Chromium. What the pages need of the others is looked at with one's own eyes."""

import sys
import tempfile
from pathlib import Path

from tests.e2e.crowd import Crowd
from tests.e2e.firefox import HINT as FIREFOX_HINT
from tests.e2e.firefox import Firefox
from tests.e2e.player import wait_until
from tests.e2e.screenshots import OUT
from tests.e2e.server import GameServer
from tests.e2e.webkit import HINT as WEBKIT_HINT
from tests.e2e.webkit import Webkit

BROWSERS = ((Firefox, FIREFOX_HINT), (Webkit, WEBKIT_HINT))
SCREENS = {"desk": (1440, 900), "phone": (390, 844), "phone-side": (844, 390)}
PAGES = {
    "arenas": "/arenas",
    "sprint": "/a/sprint",
    "feed": "/feed",
    "achievements": "/achievements",
    "champions": "/champions",
    "about": "/about",
    "api": "/api",
}
PRESSES = 12
RIVALS = 12

KNOWS_WHO_PLAYS = "document.getElementById('handle')?.value ?? ''"
PRESS = "!document.getElementById('press').dispatchEvent(new PointerEvent('pointerdown', {bubbles: true}))"
SCORE = "+document.getElementById('score').textContent"
SOMEBODY = "document.querySelector('#board a[href^=\"/p/\"]')?.getAttribute('href') ?? ''"
IS_QUIET = """document.readyState === 'complete' && !!document.querySelector('h1, #press')
  && document.getAnimations().every(one => one.playState !== 'running' || one.effect.getTiming().iterations > 1)"""
IS_STILL = """document.getAnimations().every(one => one.playState !== 'running')
  && document.getElementById('best').textContent === document.getElementById('score').textContent"""


def play(browser: Firefox | Webkit, url: str, out: Path) -> None:
    """Load the page in each size, press a few times, and take a picture."""
    for name, (width, height) in SCREENS.items():
        browser.open(url, width=width, height=height)
        wait_until(lambda: browser.evaluate(KNOWS_WHO_PLAYS) != "", "a handle")
        before = browser.evaluate(SCORE)
        for _ in range(PRESSES):
            browser.evaluate(PRESS)
        wait_until(lambda before=before: browser.evaluate(SCORE) == before + PRESSES, "the score")
        wait_until(lambda: browser.evaluate(IS_STILL), "all to stand still")
        keep(browser, out / f"{browser.name}-{name}.png")


def look(browser: Firefox | Webkit, url: str, out: Path) -> None:
    """Take a picture of each other page in each size, one player's among them."""
    pages = {**PAGES, "somebody": str(browser.evaluate(SOMEBODY))}
    for screen, (width, height) in SCREENS.items():
        for name, path in pages.items():
            browser.open(f"{url}{path}", width=width, height=height)
            wait_until(lambda: bool(browser.evaluate(IS_QUIET)), f"{path} to stand still")
            keep(browser, out / f"{browser.name}-{name}-{screen}.png")


def keep(browser: Firefox | Webkit, path: Path) -> None:
    """Keep what *browser* shows in a picture at *path*, and say so."""
    path.write_bytes(browser.picture())
    sys.stdout.write(f"{path}\n")


def main(out: Path = OUT) -> None:
    """Take pictures in every browser that is here."""
    out.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        GameServer(Path(folder)) as game,
        Crowd(game.port, size=RIVALS, changing=0),
    ):
        for kind, hint in BROWSERS:
            if not kind.is_here():
                sys.stdout.write(f"There is no {kind.name} here; {hint}\n")
                continue
            with kind() as browser:
                play(browser, game.url, out)
                look(browser, game.url, out)


if __name__ == "__main__":
    main()
