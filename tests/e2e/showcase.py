"""The README's picture and animation, taken anew from the real game: `python -m tests.e2e.showcase`.

Kiwi, who has been here for weeks, presses among others who press too: the race, the numbers and the board move. Each
frame stays for as long as it took, so the animation is as fast as the game was."""

import sys
import tempfile
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from clickgame.launch.page import ROOT
from tests.e2e import chromium
from tests.e2e.crowd import Crowd
from tests.e2e.past import live
from tests.e2e.scenes import CHEER_MS, PACE_MS, Scene, press
from tests.e2e.screenshots import Screen, visit
from tests.e2e.server import GameServer

PICTURE, ANIMATION = ROOT / "docs" / "desktop.png", ROOT / "docs" / "play.gif"
DESK = ViewportSize(width=1100, height=688)
STAGE = ViewportSize(width=1040, height=660)
DRAWN = 624, 396
DAYS = 20
RIVALS, BUSY = 11, 1
FILMED_S = 9.0
FRAME_S = 0.12
COLOURS, PICTURES_COLOURS = 240, 104
SMALL = (205, 128, 16), (246, 198, 91), (46, 139, 87)
"""Colours that are on too little of the page to be chosen by how much: gold, and the green of who is online."""
STAYS_MS = 1_600  # its last frame, before it begins again


@contextmanager
def among_others(browser: Browser, size: ViewportSize) -> Iterator[tuple[Page, Crowd]]:
    """Open the page as Kiwi in a game where others are about to press."""
    with tempfile.TemporaryDirectory() as folder:
        game = GameServer(Path(folder))
        live(game.data, DAYS)
        with game, Crowd(game.port, size=RIVALS, changing=BUSY) as crowd:
            scene = Scene("showcase", lambda *_: None, days=DAYS)
            with visit(browser, game.url, Screen("stage", size), "light", scene) as page:
                yield page, crowd


def take_picture(browser: Browser) -> None:
    """Take the picture in the middle of a run."""
    with among_others(browser, DESK) as (page, crowd):
        crowd.busy.set()
        press(page, 28, every_ms=PACE_MS)
        page.wait_for_timeout(CHEER_MS)
        press(page, 5, every_ms=80)
        picture = Image.open(BytesIO(page.screenshot()))
    reduced(picture.convert("RGB"), palette_of(picture.convert("RGB"), PICTURES_COLOURS)).save(PICTURE, optimize=True)


def take_animation(browser: Browser) -> None:
    """Film a run from its first presses to the top of the board."""
    with among_others(browser, STAGE) as (page, crowd):
        press(page, 9, every_ms=PACE_MS)
        page.wait_for_timeout(CHEER_MS)
        crowd.busy.set()
        seen = film(page)
    times = [seen_at for seen_at, _ in seen]
    lasted_ms = [round((then - now) * 100) * 10 for now, then in pairwise(times)]
    frames = [Image.open(BytesIO(image)).convert("RGB") for _, image in seen]
    # One palette for all: what does not move is the same in each, and is kept once.
    palette = palette_of(frames[-1], COLOURS)
    drawn = [reduced(frame, palette) for frame in frames]
    drawn[0].save(ANIMATION, save_all=True, append_images=drawn[1:], duration=[*lasted_ms, STAYS_MS], loop=0)


def film(page: Page) -> list[tuple[float, bytes]]:
    """Press for a while, and give what was seen meanwhile, each with its time (s): as many frames as come by."""
    session = page.context.new_cdp_session(page)
    seen: list[tuple[float, bytes]] = []
    shown: list[int] = []

    def see(frame: dict[str, Any]) -> None:
        at = frame["metadata"]["timestamp"]
        if not seen or at - seen[-1][0] >= FRAME_S:
            seen.append((at, b64decode(frame["data"])))
        shown.append(frame["sessionId"])

    session.on("Page.screencastFrame", see)
    width, height = DRAWN
    session.send("Page.startScreencast", {"format": "png", "maxWidth": width, "maxHeight": height})
    ends_at = time.monotonic() + FILMED_S
    while time.monotonic() < ends_at:
        page.mouse.down()
        page.wait_for_timeout(PACE_MS)
        page.mouse.up()
        page.wait_for_timeout(PACE_MS)
        while shown:
            session.send("Page.screencastFrameAck", {"sessionId": shown.pop()})
    session.send("Page.stopScreencast")
    return seen


def palette_of(image: Image.Image, colours: int) -> Image.Image:
    """Choose the colours that *image* is best drawn with."""
    chosen = Image.new("P", (1, 1))
    found = image.quantize(colours - len(SMALL)).getpalette() or []
    chosen.putpalette([*found[: 3 * (colours - len(SMALL))], *chain.from_iterable(SMALL)])
    return chosen


def reduced(image: Image.Image, palette: Image.Image) -> Image.Image:
    """Draw *image* with the colours of *palette*, without dots between them: they would be kept for each frame."""
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def main() -> None:
    """Take both, and tell how large they are."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.flags())
        take_picture(browser)
        take_animation(browser)
        browser.close()
    for path in (PICTURE, ANIMATION):
        sys.stdout.write(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
