"""A WebKit, as GNOME's browser and (nearly) Safari have it, spoken to by WebDriver: JSON over HTTP."""

import base64
import json
import os
import shutil
import subprocess
import time
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Self

from tests.e2e.server import free_port

DRIVER = "WebKitWebDriver"
SCREEN = "Xvfb"
BROWSERS = ("*/webkit2gtk-4.*/MiniBrowser", "webkit2gtk-4.*/MiniBrowser", "*/webkitgtk-6.*/MiniBrowser")
HINT = "on Debian: apt install webkit2gtk-driver xvfb"
START_S = 20.0
ANSWER_S = 60.0


class Webkit:
    """One window with a fresh profile, on a screen that nobody sees."""

    name = "webkit"

    @staticmethod
    def is_here() -> bool:
        """Tell whether one is installed, with its driver and a screen for it."""
        return bool(shutil.which(DRIVER) and shutil.which(SCREEN) and _browser())

    def __enter__(self) -> Self:
        """Start screen, driver, browser and session."""
        with ExitStack() as opened:
            display = _screen(opened)
            self._port = free_port()
            _start(opened, DRIVER, f"--port={self._port}", env={"DISPLAY": display, "GDK_BACKEND": "x11"})
            options = {"binary": str(_browser()), "args": ["--automation"]}
            wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
            self._session = ""
            self._session = "/" + self._first_answer(wanted)["sessionId"]
            opened.callback(self._ask, "DELETE", "")
            self._opened = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """End all of them."""
        self._opened.close()

    def open(self, url: str, *, width: int, height: int) -> None:
        """Load *url* in a window whose page is *width* by *height*."""
        self._ask("POST", "/url", {"url": url})
        self._ask("POST", "/window/rect", {"width": width, "height": height})
        frame = [outer - inner for outer, inner in zip((width, height), self._inner(), strict=True)]
        self._ask("POST", "/window/rect", {"width": width + frame[0], "height": height + frame[1]})

    def evaluate(self, expression: str) -> Any:
        """Give the value of *expression* on the page."""
        return self._ask("POST", "/execute/sync", {"script": f"return ({expression})", "args": []})

    def picture(self) -> bytes:
        """Take a picture of what is in sight, as PNG."""
        return base64.b64decode(self._ask("GET", "/screenshot"))

    def _inner(self) -> list[int]:
        return self.evaluate("[innerWidth, innerHeight]")

    def _first_answer(self, wanted: dict[str, Any]) -> Any:
        deadline = time.monotonic() + START_S
        while True:
            try:
                return self._ask("POST", "", wanted)
            except ConnectionRefusedError:
                assert time.monotonic() < deadline, "the driver does not answer"
                time.sleep(0.1)

    def _ask(self, verb: str, path: str, body: dict[str, Any] | None = None) -> Any:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=ANSWER_S)
        try:
            connection.request(verb, f"/session{self._session}{path}", None if body is None else json.dumps(body))
            answer = connection.getresponse()
            value = json.loads(answer.read())["value"]
        finally:
            connection.close()
        assert answer.status == 200, value
        return value


def _browser() -> Path | None:
    return next((path for pattern in BROWSERS for path in Path("/usr/lib").glob(pattern)), None)


def _screen(opened: ExitStack) -> str:
    """Start a screen, to end with *opened*; give its name."""
    process = _start(opened, SCREEN, "-displayfd", "1", "-screen", "0", "1600x1200x24", stdout=subprocess.PIPE)
    assert process.stdout is not None
    return ":" + process.stdout.readline().decode().strip()


def _start(opened: ExitStack, program: str, *arguments: str, env: dict[str, str] | None = None, **how: Any) -> Any:
    process = subprocess.Popen(
        [program, *arguments], env={**os.environ, **(env or {})}, stderr=subprocess.DEVNULL, **how
    )
    opened.callback(process.wait)
    opened.callback(process.terminate)
    return process
