"""Which cookie a page brings: one's own again, a new one, or one in place of what is lost."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import Response
from starlette.types import Scope

from clickgame.contract.answers import EngineAway
from clickgame.gateway.credentials import LEFT, LOST, NEW, SIGNED_OUT, Credential, read
from clickgame.web.http import cookies
from clickgame.web.http.cookies import Cookies, cookie_header, with_cookies

KNOWN, UNKNOWN = "a" * 32, "b" * 32


async def is_known(token: str) -> bool:
    """Know one token."""
    return token == KNOWN


def credential_for(header: str) -> Credential:
    """Give what a browser is to have that has sent *header*."""
    return asyncio.run(cookies.credential_for(header, is_known))


def cookies_for(scope: Scope, *, public_url: str = "") -> list[str]:
    """Write the headers for a request of a page that has a player."""
    return asyncio.run(Cookies(is_known, public_url=public_url).for_page(scope))


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
    assert credential_for(header).value == value


@pytest.mark.parametrize("header", ["", "other=1", "clickgames=x", f"my-clickgame={KNOWN}", f"clickgame {KNOWN}"])
def test_who_has_none_gets_a_new_one(header: str) -> None:
    credential = credential_for(header)
    assert (len(credential.token), credential.mark) == (32, NEW)


@pytest.mark.parametrize("mark", ["", NEW, LOST])
@pytest.mark.parametrize("refusal", [EngineAway, TimeoutError])
def test_where_nobody_says_whose_it_is_everybody_keeps_what_they_have(mark: str, refusal: type[Exception]) -> None:
    async def is_anybodys(_token: str) -> bool:
        raise refusal

    asked = cookies.credential_for(f"clickgame={UNKNOWN}{mark}", is_anybodys)
    assert asyncio.run(asked).value == UNKNOWN + mark


def test_a_document_does_not_wait_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    async def is_silent(_token: str) -> bool:
        await asyncio.Event().wait()
        return False

    monkeypatch.setattr(cookies, "PATIENCE_S", 0.01)
    assert asyncio.run(cookies.credential_for(f"clickgame={UNKNOWN}", is_silent)).value == UNKNOWN


def test_who_has_signed_out_gets_a_new_one_that_says_so() -> None:
    assert credential_for(f"clickgame={SIGNED_OUT}").mark == LEFT


@pytest.mark.parametrize("text", [UNKNOWN, "", "x", KNOWN.upper(), KNOWN + "-", KNOWN * 2, "é" * 40, "x" * 100_000])
def test_what_is_nobodys_gives_way_to_a_new_one_that_says_so(text: str) -> None:
    credential = credential_for(f"clickgame={text}")
    assert credential.mark == LOST
    assert credential.token not in text


@given(st.text(max_size=200))
def test_whatever_a_browser_sends_it_gets_a_cookie_that_can_be_read(header: str) -> None:
    value = credential_for(header).value
    assert read(f"clickgame={value}") is not None


def scope_of(scheme: str, *cookies: bytes) -> Scope:
    """Make what a request by *scheme* with these *cookies* is known by."""
    return {"type": "http", "scheme": scheme, "headers": [(b"cookie", cookie) for cookie in cookies]}


def test_no_script_and_no_other_site_can_use_it_and_under_tls_nothing_else_sends_it() -> None:
    (cookie,) = cookies_for(scope_of("http", f"clickgame={KNOWN}".encode()))
    assert cookie == f"clickgame={KNOWN}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"
    by_tls = cookies_for(scope_of("https"))
    by_a_proxy = cookies_for(scope_of("http"), public_url="https://game.example")
    for (header,) in (by_tls, by_a_proxy):
        assert header.startswith("__Host-clickgame=")
        assert header.endswith("; HttpOnly; SameSite=Lax; Secure")


@pytest.mark.parametrize("value", [KNOWN, KNOWN + NEW, UNKNOWN + NEW])
def test_a_player_who_has_only_the_plain_name_is_moved_under_tls(value: str) -> None:
    kept, over = cookies_for(scope_of("https", f"clickgame={value}".encode()))
    assert kept.startswith(f"__Host-clickgame={value.removesuffix(NEW) if KNOWN in value else value}; Path=/")
    assert over.startswith("clickgame=; Path=/; Max-Age=0; ")


def test_a_player_whom_somebody_plants_another_stays_who_they_are() -> None:
    planted, own = f"clickgame={KNOWN}".encode(), f"__Host-clickgame={UNKNOWN}{NEW}".encode()
    kept, over = cookies_for(scope_of("https", planted, own))
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
    assert credential_for(cookie_header(scope)).value == KNOWN
