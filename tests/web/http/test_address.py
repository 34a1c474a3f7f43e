"""Where a request was sent: taken from its `Host` header if that is a host, and from nothing else."""

import pytest

from clickgame.web.http.address import origin_of, port_of


@pytest.mark.parametrize(
    ("host", "scheme", "port"),
    [
        ("x", "http", 80),
        ("x", "https", 443),
        ("x:1", "https", 1),
        ("[fe80::1]", "https", 443),
        ("[::1]:9001", "http", 9001),
    ],
)
def test_without_a_port_it_is_the_schemes(host: str, scheme: str, port: int) -> None:
    assert port_of(host, scheme=scheme) == port


@pytest.mark.parametrize(
    ("host", "scheme", "origin"),
    [
        ("Game.Example", "https", "https://game.example"),
        ("127.0.0.1:8000", "http", "http://127.0.0.1:8000"),
        ("[::1]:9001", "http", "http://[::1]:9001"),
    ],
)
def test_an_origin_is_what_the_browser_shows(host: str, scheme: str, origin: str) -> None:
    assert origin_of(host, scheme=scheme) == origin


@pytest.mark.parametrize(
    "host",
    ["", "a b", "x:0", "x:65536", "x:99999", "x:8000`,alert(1)", "x/y", 'x"', "u@x", "x\n", "[::1]:x", "a" * 254],
)
def test_what_is_no_host_has_neither(host: str) -> None:
    assert port_of(host, scheme="http") is None
    assert origin_of(host, scheme="http") == ""


def test_a_scheme_of_no_browser_has_neither() -> None:
    assert origin_of("x", scheme="ftp") == ""
