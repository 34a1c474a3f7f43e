"""What a whole server says in its headers: by HTTP, behind a proxy that ends TLS, and at the operator's own address."""

import re
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import NamedTuple

import pytest

from tests.e2e.server import GameServer
from tests.gateway.sockets.test_origin import status

EVIL = "evil.example"
PATHS = ("/", "/about", "/api", "/run", "/p/00000000", "/nowhere", "/robots.txt", "/preview.png", "/health")
SAID_BY_ALL = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


def get(server: GameServer, path: str, **headers: str) -> Answer:
    """Ask for *path* with *headers* by name."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=named)
    answer = connection.getresponse()
    text = answer.read().decode(errors="replace")
    connection.close()
    return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Run a game whose address the operator gives, and that believes no proxy from here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FORWARDED_ALLOW_IPS", "192.0.2.1")
        with GameServer(tmp_path_factory.mktemp("named"), public_url="https://game.example") as server:
            yield server


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_its_headers(game: GameServer, path: str) -> None:
    headers = get(game, path).headers
    assert headers.items() >= SAID_BY_ALL.items()
    assert {feature.partition("=")[2] for feature in headers["permissions-policy"].split(", ")} == {"()"}
    scripts = re.findall(r"script-src ([^;]*)", headers["content-security-policy"])
    assert scripts or headers["content-security-policy"].startswith("default-src 'none'")
    assert not any("unsafe" in each or "*" in each or "http:" in each for each in scripts)
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_what_needs_tls_is_said_where_a_proxy_that_is_believed_ends_it(game: GameServer, named: GameServer) -> None:
    plain, secure = get(game, "/"), get(game, "/", X_Forwarded_Proto="https")
    assert "strict-transport-security" not in plain.headers
    assert "Secure" not in plain.headers["set-cookie"]
    assert plain.headers["set-cookie"].startswith("clickgame=")
    assert secure.headers["set-cookie"].startswith("__Host-clickgame=")
    assert secure.headers["strict-transport-security"] == "max-age=31536000"
    assert secure.headers["set-cookie"].endswith("; Secure")
    for answer in (plain, secure):
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(answer.headers["set-cookie"].split("; "))
    assert f'href="https://127.0.0.1:{game.port}/"' in secure.text
    lied_to = get(named, "/about", X_Forwarded_Proto="https")
    assert "strict-transport-security" not in lied_to.headers, "anybody could say so"


def test_the_cookie_is_secure_where_the_operators_address_is(named: GameServer) -> None:
    cookie = get(named, "/").headers["set-cookie"]
    assert cookie.startswith("__Host-clickgame=")
    assert cookie.endswith("; Secure")


@pytest.mark.parametrize("path", PATHS)
def test_a_host_that_somebody_names_is_in_nothing_that_others_get(
    game: GameServer, named: GameServer, path: str
) -> None:
    """Neither in the page, with the addresses of its picture, nor in a header."""
    forged = {"Host": f"{EVIL}:8443", "X_Forwarded_Host": EVIL, "Forwarded": f"host={EVIL}"}
    answer = get(game, path, **forged)
    if EVIL in answer.text + str(answer.headers):
        assert {"private", "no-store"} & set(answer.headers["cache-control"].split(", "))
    answer = get(named, path, **forged)
    assert EVIL not in answer.text + str(answer.headers)
    tags = re.findall(r'<link[^>]*rel="canonical"[^>]*>|<meta[^>]*property="og:(?:url|image)"[^>]*>', answer.text)
    hosts = {host for tag in tags for host in re.findall(r'"(https?://[^/"]+)', tag)}
    assert hosts <= {"https://game.example"}
    assert bool(hosts) == (answer.status == 200 and "</html>" in answer.text)


def test_whose_sockets_are_let_in(game: GameServer, named: GameServer) -> None:
    for server, origin, expected in (
        (game, f"http://127.0.0.1:{game.port}", 101),
        (game, f"https://127.0.0.1:{game.port}", 101),  # TLS that a proxy ended
        (game, "https://game.example", 403),
        (game, f"http://127.0.0.1:{game.port + 1}", 403),
        (game, f"http://{EVIL}", 403),
        (game, "null", 403),
        (named, "https://game.example", 101),
        (named, "http://game.example", 403),
        (named, f"https://{EVIL}", 403),
    ):
        assert status(server.port, f"Host: 127.0.0.1:{server.port}", f"Origin: {origin}") == expected, origin
