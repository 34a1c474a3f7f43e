"""A player in a browser, as the tests see one: what can be done on the page and what can be read from it."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Locator, Page, WebSocket, expect

PATIENCE_S = 10.0
POLL_S = 0.02
REST_MS = 400  # more than the page waits before it sends the last press of a burst, and the answer's way
# What a browser itself logs when a connection is refused, a server has gone, or something is sent after the server has
# said goodbye and before the connection is closed, which no page can know; the page has no part in it.
_NETWORK = re.compile(
    r"WebSocket connection to|net::ERR_|Failed to load resource|^WebSocket is already in CLOSING or CLOSED state\.$"
)
_SCORE_TOLD = re.compile(r'"score_rx_state_":(\d+)')
# All rows in one go: a board of a hundred would take a second otherwise.
_READ_ROWS = """rows => rows.map(row => [
    row.querySelector(".name a").innerText, row.dataset.rank || "0", row.querySelector(".points").innerText
])"""


class Player:
    """One tab of one browser profile; every element is found by the id that it has for good."""

    def __init__(self, context: BrowserContext, url: str, complaints: list[str]) -> None:
        """Open the page at *url* in a new tab and wait until it is playable; *complaints* collects its errors."""
        self.context = context
        self.url = url
        self.complaints = complaints
        self.loads = 0
        self.told_score = 0
        """The score that the server told last; what the page shows may be ahead of it."""
        self.page: Page = context.new_page()
        self.page.on("load", self._loaded)
        self.page.on("console", self._heard)
        self.page.on("pageerror", self._failed)
        self.page.on("websocket", self._listen)
        self.page.goto(url)
        self.settle()

    def settle(self) -> None:
        """Wait until the page knows who plays."""
        expect(self.handle_input).not_to_have_value("", timeout=PATIENCE_S * 1000)

    def reload(self) -> None:
        """Load the page anew."""
        self.page.reload()
        self.settle()

    def tab(self) -> "Player":
        """Open a second tab of the same browser."""
        return Player(self.context, self.url, self.complaints)

    # What there is on the page

    def at(self, element: str) -> Locator:
        """Find the element with that id."""
        return self.page.locator(f"#{element}")

    @property
    def button(self) -> Locator:
        """The button."""
        return self.at("press")

    @property
    def handle_input(self) -> Locator:
        """The handle, where it can be edited."""
        return self.at("handle")

    @property
    def handle(self) -> str:
        """The handle as it stands."""
        return self.handle_input.input_value()

    @property
    def notice(self) -> str:
        """The code of the refusal that is shown."""
        return self.at("notice").get_attribute("data-code") or ""

    def number(self, element: str) -> int:
        """Read the number in the element with that id; 0 if there is none."""
        return whole(self.at(element).inner_text())

    def rows(self) -> dict[str, int]:
        """Read the board: handle to score."""
        return {row[0]: row[2] for row in self.ranked()}

    def ranked(self) -> list[tuple[str, int, int]]:
        """Read the board by rank: handle, rank, score."""
        rows: list[list[str]] = self.page.locator("#board [data-row]").evaluate_all(_READ_ROWS)
        ranked = [(handle, int(rank), whole(points)) for handle, rank, points in rows if int(rank)]
        return sorted(ranked, key=lambda row: row[1])

    def row(self, handle: str) -> Locator:
        """Find the row of the player with that handle on the board."""
        return self.page.locator("#board [data-row]").filter(has=self.page.get_by_text(handle, exact=True))

    # What can be done

    def press(self, times: int = 1) -> None:
        """Press with the mouse, as fast as the browser takes it."""
        self.button.hover()
        for _ in range(times):
            self.page.mouse.down()
            self.page.mouse.up()

    def press_calmly(self, times: int) -> None:
        """Press *times* at a pace that no throttle minds."""
        for number in range(times):
            self.press()
            if number % 10 == 9:  # ten in a quarter of a second are 40 a second at most
                time.sleep(0.25)

    def rest(self) -> None:
        """Leave the page alone until it has sent its last presses and heard the answer."""
        self.page.wait_for_timeout(REST_MS)

    def open_board(self) -> None:
        """Bring the board up where it is not beside the button."""
        if self.at("open-board").is_visible():
            self.at("open-board").click()

    def rename(self, handle: str) -> None:
        """Type another handle and confirm it."""
        self.handle_input.fill(handle)
        self.handle_input.press("Enter")

    # What can be waited for

    def sees(self, element: str, number: int) -> None:
        """Wait until the element with that id shows *number*."""
        wait_until(
            lambda: self.number(element) == number, f"#{element} to be {number}", lambda: self.at(element).inner_text()
        )

    def is_credited(self, score: int) -> None:
        """Wait until the page shows *score* and the server has told it: from here a reload loses nothing."""
        wait_until(
            lambda: self.number("score") == self.told_score == score,
            f"{score} to be credited",
            lambda: (self.at("score").inner_text(), self.told_score),
        )

    def is_refused(self, code: str) -> None:
        """Wait for the refusal with that code."""
        expect(self.at("notice")).to_have_attribute("data-code", code)

    # What happened

    def _loaded(self, _page: Page) -> None:
        self.loads += 1

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._told)

    def _told(self, frame: str | bytes) -> None:
        for score in _SCORE_TOLD.findall(str(frame)):
            self.told_score = int(score)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _NETWORK.search(message.text):
            self.complaints.append(message.text)

    def _failed(self, error: Error) -> None:
        self.complaints.append(str(error))


def whole(text: str) -> int:
    """Read a whole number with separators; 0 if there is none."""
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else 0


def wait_until(
    condition: Callable[[], bool], what: str, seen: Callable[[], object] = str, *, within_s: float = PATIENCE_S
) -> float:
    """Wait for *condition* and give the seconds that it took; fails with what was *seen* instead."""
    began = time.monotonic()
    while not condition():
        waited = time.monotonic() - began
        assert waited < within_s, f"Waited {waited:.1f} s for {what}; saw {seen()!r}"
        time.sleep(POLL_S)
    return time.monotonic() - began
