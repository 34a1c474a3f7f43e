"""How fast the page is on a phone: `python -m tests.e2e.speed`, which measures and judges nothing.

A hundred others play and their boards come ten times a second, while a finger presses in a Chromium whose main thread
is slowed down to a mid-range phone's. Three things are told: what a board costs, with its sheet down and up, what a
press costs, and how long a press takes to be seen.

Which phone is in the middle, and how to find the same speed on any machine, is taken from Chromium's developer tools:
their "mid-tier mobile" (a Pixel 5) comes to 1,000 in Lighthouse's BenchmarkIndex. That is the mean of two counts, each
of how often a thing is done in a tenth of a second: putting a text of 10,000 letters together, copying 100,000 numbers.

What is seen is measured in three ways. `work` is what the main thread does for it: the event with all that it draws
anew, and the frame that shows the new count. `count` is from the touch to the end of that frame, so it has the waits
for a busy thread and for the display's next frame in it. `event` is the browser's own Event Timing, which has the
drawing of pixels in it too, in steps of 8 ms; a browser without a graphics card draws slowly. A bare page, on which a
count is all that a press changes and something small moves, tells how much of that the browser takes for itself."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, expect, sync_playwright

from tests.e2e import chromium
from tests.e2e.crowd import Crowd
from tests.e2e.server import GameServer
from tests.e2e.trace import CATEGORIES, spent_ms

PHONE: ViewportSize = {"width": 390, "height": 844}
SCALE = 2
REST_MS = 1_500
WATCH_MS = 4_000
PRESSES = 60
PACE_MS = (80, 160)  # between two presses: no beat that boards or frames could fall in with
LONG_MS = 50
BOARD = '"lines_rx_state_":'  # in each message with a board
PATIENCE_MS = 60_000
NO_LIMIT = 10_000_000  # bytes of boards in a second: as many boards as there are ticks

# How many of some elements are to be seen, whole or in part.
IN_SIGHT = """rows => rows.filter(row => {
  const {top, bottom, height} = row.getBoundingClientRect();
  return height && bottom > 0 && top < innerHeight;
}).length"""

PHONE_INDEX = 1_000
INDEX_TIMES = 5
INDEX = """() => {
  const perTenth = work => {
    const began = performance.now();
    let times = 0;
    while (performance.now() - began < 250) { work(); times++; }
    return times / (performance.now() - began) * 100;
  };
  let numbers = Array.from({length: 100000}, (_, i) => i), others = [...numbers], kept = 0;
  const join = () => { let text = ''; for (let i = 0; i < 10000; i++) text += 'a'; kept += text.length; };
  const copy = () => {
    for (let i = 0; i < numbers.length; i++) others[i] = numbers[i];
    [numbers, others] = [others, numbers];
  };
  return (perTenth(join) + perTenth(copy)) / 2;
}"""

BARE = """<style>@keyframes move { to { transform: translateX(9px) } } p + p { animation: move 1s infinite }</style>
<p id="score">0</p><p>-</p><button id="press" style="width: 9rem; height: 9rem"></button>
<script>
  const press = document.getElementById('press'), score = document.getElementById('score');
  press.addEventListener('pointerdown', () => { score.textContent++; });
</script>"""

# React draws before the event reaches the window again. A frame's callbacks come first in it; what they post, after it,
# unless a busy browser has the next frame before it.
WATCH = """() => {
  const seen = window.seen = {work: [], count: [], event: [], long: [], same: 0};
  const score = document.getElementById('score');
  let began, before;
  addEventListener('pointerdown', () => { began = performance.now(); before = score.textContent; }, true);
  addEventListener('pointerdown', event => {
    const handled = performance.now() - began, old = before, done = new MessageChannel();
    requestAnimationFrame(() => {
      const from = performance.now();
      let end;
      const ended = () => {
        if (end) return;
        end = performance.now();
        seen.work.push(handled + end - from);
        seen.count.push(end - event.timeStamp);
        seen.same += score.textContent === old;
      };
      done.port1.onmessage = ended;
      done.port2.postMessage(0);
      requestAnimationFrame(ended);
    });
  });
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (entry.name === 'pointerdown') seen.event.push(entry.duration);
  }).observe({type: 'event', durationThreshold: 16});
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) seen.long.push(entry.duration);
  }).observe({type: 'longtask'});
}"""


def share(values: list[float], part: float) -> float:
    """Give the value below which *part* of them lie; 0 if there are none."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else 0.0


def say(line: str) -> None:
    """Print *line* at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Finger:
    """Touches the middle of the button."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        """Find the button on *page*."""
        self._page, self._session = page, session
        box = page.locator("#press").bounding_box()
        assert box is not None
        self._at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        self._chance = Random(2)

    def press(self, times: int) -> None:
        """Press *times* at an uneven pace."""
        for _ in range(times):
            self._session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [self._at]})
            self._page.wait_for_timeout(30)
            self._session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
            self._page.wait_for_timeout(self._chance.uniform(*PACE_MS) - 30)


def calibrate(browser: Browser) -> float:
    """Find how many times slower than this machine a mid-range phone is."""
    page = browser.new_page()
    page.evaluate(INDEX)  # for the browser's compiler
    index = median(float(page.evaluate(INDEX)) for _ in range(INDEX_TIMES))
    page.close()
    say(f"this machine has a BenchmarkIndex of {index:,.0f}, a mid-range phone {PHONE_INDEX:,}")
    return max(1.0, index / PHONE_INDEX)


@contextmanager
def phone(browser: Browser, *, slower: float) -> Iterator[tuple[Page, CDPSession]]:
    """Open an empty page in a phone whose processor is *slower* times slower than this machine's."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=SCALE, has_touch=True, is_mobile=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    yield page, session
    context.close()


def cost(browser: Browser, page: Page, work: Callable[[], int], what: str) -> None:
    """Trace *work*, which gives how often it did *what*, and print the processor's milliseconds for each one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trace.json"
        browser.start_tracing(page=page, path=path, categories=CATEGORIES)
        times = work()
        browser.stop_tracing()
        spent = spent_ms(path)
    main = sum(spent.values()) - spent["raster"]
    parts = ", ".join(f"{kind} {ms / times:.1f}" for kind, ms in spent.items())
    say(f"a {what:6} {main / times:6.1f} ms of the main thread ({parts}; {times} of them)")


def seen(page: Page, finger: Finger) -> None:
    """Press while boards come, and print how soon each press was seen."""
    page.evaluate(WATCH)
    finger.press(PRESSES * 2)
    page.wait_for_timeout(REST_MS)
    found = page.evaluate("window.seen")
    found["event"] += [8.0] * (len(found["work"]) - len(found["event"]))  # the browser tells of 16 ms and more
    for name in ("work", "count", "event"):
        shares = ", ".join(f"P{part} {share(found[name], part / 100):.1f}" for part in (50, 95, 99))
        say(f"{name:5} {shares} ms of {len(found[name])} presses")
    longest = f", the longest {max(found['long']):.0f} ms" if found["long"] else ""
    say(f"{len(found['long'])} tasks over {LONG_MS} ms{longest}; {found['same']} frames without the new count")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.speed", description=__doc__)
    parser.add_argument("--slower", type=float, help="how much slower than this machine the phone is (found out)")
    parser.add_argument("--crowd", type=int, default=100, help="other players")
    parser.add_argument("--changing", type=int, default=60, help="of them press between two boards")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        GameServer(Path(folder), watch_bytes_s=NO_LIMIT) as game,
        Crowd(game.port, size=options.crowd, changing=options.changing) as crowd,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.flags())
        slower = options.slower or calibrate(browser)
        say(f"slowed down {slower:.1f} times")
        with phone(browser, slower=slower) as (page, session):
            page.set_content(BARE)
            say("a bare page:")
            seen(page, Finger(page, session))
        say("the game:")
        with phone(browser, slower=slower) as (page, session):
            heard = [0]

            def hear(frame: str | bytes) -> None:
                heard[0] += BOARD in str(frame)

            page.on("websocket", lambda socket: socket.on("framereceived", hear))
            page.goto(game.url)
            expect(page.locator("#handle")).not_to_have_value("", timeout=PATIENCE_MS)
            page.wait_for_timeout(REST_MS)
            finger = Finger(page, session)

            def watch() -> int:
                before = heard[0]
                page.wait_for_timeout(WATCH_MS)
                return max(1, heard[0] - before)

            def press() -> int:
                finger.press(PRESSES)
                return PRESSES

            cost(browser, page, press, "press")
            crowd.busy.set()
            page.wait_for_timeout(REST_MS)
            cost(browser, page, watch, "board")
            seen(page, finger)
            page.locator("#open-board").tap()
            page.wait_for_timeout(REST_MS)
            expect(page.locator(".scroller")).to_be_in_viewport()
            say(f"{page.locator('.rows .row').evaluate_all(IN_SIGHT)} rows are in sight now:")
            cost(browser, page, watch, "board in sight")
        browser.close()


if __name__ == "__main__":
    main()
