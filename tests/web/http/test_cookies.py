"""Which cookie a page brings: one's own again, a new one, or one in place of what is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import Response
from starlette.types import Scope

from clickgame.gateway.credentials import LEFT, LOST, NEW, SIGNED_OUT, read
from clickgame.web.http.cookies import Cookies, cookie_header, credential_for, with_cookies

KNOWN, UNKNOWN = "a" * 32, "b" * 32


def is_known(token: str) -> bool:
    """Know one token."""
    return token == KNOWN


@pytest.mark.parametrize(
    ("header", "value"),
    [
        (f"clickgame={KNOWN}", KNOWN),  # as the page's script once set it, too
        (f"clickgame={KNOWN}{NEW}", KNOWN),
        (f"clickgame={KNOWN}{LOST}", KNOWN),
        (f"clickgame={UNKNOWN}{NEW}", UNKNOWN + NEW),  # another tab is about to come in with it
        (f"clickgame={UNKNOWN}{LOST}", UNKNOWN + LOST),
        (f"other=1; clickgame={KNOWN}; more=2", KNOWN),
    ],
)
def test_who_has_a_token_keeps_it(header: str, value: str) -> None:
    assert credential_for(header, is_known).value == value


@pytest.mark.parametrize("header", ["", "other=1", "clickgames=x", f"my-clickgame={KNOWN}", f"clickgame {KNOWN}"])
def test_who_has_none_gets_a_new_one(header: str) -> None:
    credential = credential_for(header, is_known)
    assert (len(credential.token), credential.mark) == (32, NEW)


def test_who_has_signed_out_gets_a_new_one_that_says_so() -> None:
    assert credential_for(f"clickgame={SIGNED_OUT}", is_known).mark == LEFT


@pytest.mark.parametrize("text", [UNKNOWN, "", "x", KNOWN.upper(), KNOWN + "-", KNOWN * 2, "é" * 40, "x" * 100_000])
def test_what_is_nobodys_gives_way_to_a_new_one_that_says_so(text: str) -> None:
    credential = credential_for(f"clickgame={text}", is_known)
    assert credential.mark == LOST
    assert credential.token not in text


@given(st.text(max_size=200))
def test_whatever_a_browser_sends_it_gets_a_cookie_that_can_be_read(header: str) -> None:
    value = credential_for(header, is_known).value
    assert read(f"clickgame={value}") is not None


def scope_of(scheme: str, *cookies: bytes) -> Scope:
    """Make what a request by *scheme* with these *cookies* is known by."""
    return {"type": "http", "scheme": scheme, "headers": [(b"cookie", cookie) for cookie in cookies]}


def test_no_script_and_no_other_site_can_use_it_and_under_tls_nothing_else_sends_it() -> None:
    (cookie,) = Cookies(is_known, public_url="").for_page(scope_of("http", f"clickgame={KNOWN}".encode()))
    assert cookie == f"clickgame={KNOWN}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"
    by_tls = Cookies(is_known, public_url="").for_page(scope_of("https"))
    by_a_proxy = Cookies(is_known, public_url="https://game.example").for_page(scope_of("http"))
    for (header,) in (by_tls, by_a_proxy):
        assert header.startswith("__Host-clickgame=")
        assert header.endswith("; HttpOnly; SameSite=Lax; Secure")


@pytest.mark.parametrize("value", [KNOWN, KNOWN + NEW, UNKNOWN + NEW])
def test_a_player_who_has_only_the_plain_name_is_moved_under_tls(value: str) -> None:
    kept, over = Cookies(is_known, public_url="").for_page(scope_of("https", f"clickgame={value}".encode()))
    assert kept.startswith(f"__Host-clickgame={value.removesuffix(NEW) if KNOWN in value else value}; Path=/")
    assert over.startswith("clickgame=; Path=/; Max-Age=0; ")


def test_a_player_whom_somebody_plants_another_stays_who_they_are() -> None:
    planted, own = f"clickgame={KNOWN}".encode(), f"__Host-clickgame={UNKNOWN}{NEW}".encode()
    kept, over = Cookies(is_known, public_url="").for_page(scope_of("https", planted, own))
    assert kept.startswith(f"__Host-clickgame={UNKNOWN}{NEW}; ")
    assert over.startswith("clickgame=; ")


def test_nothing_is_kept_under_either_name_of_who_is_no_more() -> None:
    scope = scope_of("https", f"clickgame={KNOWN}".encode())
    given = Cookies(is_known, public_url="").write("", scope)
    assert [each.partition(" HttpOnly")[0] for each in given] == [
        "__Host-clickgame=; Path=/; Max-Age=0;",
        "clickgame=; Path=/; Max-Age=0;",
    ]


def test_an_answer_brings_each_of_its_cookies() -> None:
    assert with_cookies(Response(), ["a=1", "b=2"]).headers.getlist("set-cookie") == ["a=1", "b=2"]


def test_cookies_that_come_one_by_one_are_read_as_one() -> None:
    scope = scope_of("http", b"a=1", f"clickgame={KNOWN}".encode())
    assert credential_for(cookie_header(scope), is_known).value == KNOWN
