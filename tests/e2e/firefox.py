"""A Firefox, spoken to by WebDriver BiDi: JSON over the websocket that the browser opens itself."""

import base64
import itertools
import json
import re
import shutil
import subprocess
import tempfile
from contextlib import ExitStack
from typing import Any, Self

from websockets.sync.client import connect

NAMES = ("firefox", "firefox-esr")
HINT = "on Debian: apt install firefox-esr"
ANSWER_S = 60.0
BYTES_MOST = 1 << 26  # of an answer: a picture


class Firefox:
    """One headless window with a fresh profile."""

    name = "firefox"

    @staticmethod
    def is_here() -> bool:
        """Tell whether one is installed."""
        return any(shutil.which(name) for name in NAMES)

    def __enter__(self) -> Self:
        """Start the browser and a session. Raises AssertionError if it opens no websocket."""
        with ExitStack() as opened:
            self._socket = connect(_start(opened) + "/session", max_size=BYTES_MOST)
            opened.callback(self._socket.close)
            self._numbers = itertools.count()
            self._ask("session.new", capabilities={})
            (window,) = self._ask("browsingContext.getTree")["contexts"]
            self._window: str = window["context"]
            self._opened = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """End both."""
        self._opened.close()

    def open(self, url: str, *, width: int, height: int) -> None:
        """Load *url* in a window whose page is *width* by *height*."""
        size = {"width": width, "height": height}
        self._ask("browsingContext.setViewport", context=self._window, viewport=size)
        self._ask("browsingContext.navigate", context=self._window, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """Give the value of *expression* on the page."""
        target = {"context": self._window}
        answer = self._ask("script.evaluate", expression=expression, target=target, awaitPromise=True)
        return answer["result"].get("value")

    def picture(self) -> bytes:
        """Take a picture of what is in sight, as PNG."""
        return base64.b64decode(self._ask("browsingContext.captureScreenshot", context=self._window)["data"])

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self._socket.recv(timeout=ANSWER_S))).get("id") != number:
            pass  # it tells of events as well
        assert answer["type"] == "success", answer
        return answer["result"]


def _start(opened: ExitStack) -> str:
    """Start the program, to end with *opened*; give the address of its websocket."""
    program = next(path for name in NAMES if (path := shutil.which(name)))
    profile = opened.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
    process = subprocess.Popen(
        [program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    opened.callback(process.wait)
    opened.callback(process.terminate)
    assert process.stderr is not None
    for line in process.stderr:
        found = re.search(r"WebDriver BiDi listening on (ws://\S+)", line)
        if found:
            return found[1]
    raise AssertionError("Firefox opened no websocket")
