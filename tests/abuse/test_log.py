"""What the log holds after every attack, at its most talkative: nothing of anybody, and few lines of each place."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import pytest
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from clickgame.gateway.credentials import COOKIE
from clickgame.gateway.reflex.channels import NAMESPACE
from tests.abuse.attacks import ATTACKS, HELLO, url
from tests.abuse.test_attacks import LIMITS
from tests.e2e.server import GameServer
from tests.gateway.client import Client

LINES_PER_MIN = 20
MINUTES_MOST = 3
VISITORS = ("203.0.113.9", "2001:db8:7::9")  # as a proxy names them
TOKEN, PAGE = "0123456789abcdef" * 2, "page-token-of-a-visitor"
LINE = re.compile(r"^\S+ \S+ (?P<level>[A-Z]+) +(?P<source>[\w.]+): (?P<text>.*)$", re.MULTILINE)
PEOPLE = {
    "an address of IPv4": re.compile(r"\b(?!127\.0\.0\.1:)\d{1,3}(?:\.\d{1,3}){3}\b"),
    "an address of IPv6": re.compile(r"\b2001:db8\b|::\w"),
    "a token": re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "a cookie": re.compile(rf"{COOKIE}=|cookie:", re.IGNORECASE),
}


@pytest.fixture(scope="module", params=["native", "stock"])
def talkative(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Run a game that logs all that there is to say."""
    settings = {**LIMITS, "log_level": "debug", "log_lines_per_min": LINES_PER_MIN, "socket": request.param}
    with GameServer(tmp_path_factory.mktemp("talkative"), with_page=False, **settings) as server:
        yield server


def visit(port: int) -> None:
    """Come by a proxy, with a cookie and a page's token, well-behaved and not."""
    for visitor in VISITORS:
        for message in (HELLO, "junk", f'42{NAMESPACE},["event",{{'):
            headers = {"X-Forwarded-For": visitor, "Cookie": f"{COOKIE}={TOKEN}"}
            with (
                suppress(WebSocketException, TimeoutError),
                connect(url(port, token=PAGE), additional_headers=headers) as one,
            ):
                for text in (HELLO, message):
                    one.send(text)
                while True:
                    one.recv(timeout=1.0)


def test_the_log_of_all_attacks_names_nobody_and_is_short(talkative: GameServer) -> None:
    with Client(talkative.port) as honest:
        honest.press(2)
    visit(talkative.port)
    for attack in ATTACKS:
        # What becomes of it is not what is judged here.
        with suppress(pytest.fail.Exception, AssertionError, WebSocketException, OSError):
            attack(talkative.port)
    log = talkative.log_text()
    assert log.count("\n") > 10, "a log in which nothing stands holds nothing of anybody"
    for what, pattern in PEOPLE.items():
        assert pattern.findall(log) == [], f"the log holds {what}"
    for secret in (*VISITORS, TOKEN, PAGE, honest.token):
        assert secret not in log
    places = Counter((line["level"], line["source"], line["text"][:16]) for line in LINE.finditer(log))
    assert max(places.values()) <= LINES_PER_MIN * MINUTES_MOST
