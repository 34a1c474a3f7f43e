"""A credential is read from what a browser sends, whatever that is, or made."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.gateway.credentials import (
    COOKIE,
    CREDENTIAL,
    HOST_COOKIE,
    LEFT,
    LOST,
    NEW,
    SIGNED_OUT,
    TOKEN_BYTES,
    Credential,
    credential_in,
    is_movable,
    make,
    mark_for,
    read,
    set_cookies,
)
from clickgame.gateway.limits.admission import SCOPE

TOKEN = "0123456789abcdef" * 2
OVER = "clickgame=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"


@pytest.mark.parametrize("is_secure", [False, True])
@pytest.mark.parametrize("mark", ["", NEW, LOST, LEFT])
def test_what_was_set_is_read(mark: str, *, is_secure: bool) -> None:
    (header,) = set_cookies(TOKEN + mark, is_secure=is_secure)
    cookie, _, about = header.partition(";")
    assert read(cookie) == Credential(TOKEN, mark)
    assert "HttpOnly" in about


def test_under_tls_the_cookie_is_one_that_only_this_very_host_can_set() -> None:
    """A browser takes the prefix only with `Secure` and `Path=/`, and without `Domain`."""
    (header,) = set_cookies(TOKEN, is_secure=True)
    assert header == f"__Host-clickgame={TOKEN}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure"


def test_nothing_is_kept_by_a_cookie_that_is_over() -> None:
    assert set_cookies("", is_secure=False) == [OVER]


@pytest.mark.parametrize("value", [TOKEN, SIGNED_OUT, ""])
def test_the_plain_name_is_given_up_under_tls_whatever_is_kept(value: str) -> None:
    for brought in (f"clickgame={TOKEN}", f"a=b; clickgame=x; __Host-clickgame={TOKEN}"):
        kept, over = set_cookies(value, is_secure=True, brought=brought)
        assert kept.startswith(f"__Host-clickgame={value}; ")
        assert over == f"{OVER}; Secure"
        assert is_movable(brought) == ("__Host-" not in brought)


def test_a_browser_that_shows_the_strict_name_keeps_it_where_the_server_knows_of_no_tls() -> None:
    """Browsers send it to their own machine without; two names at once would make a new player each time."""
    (header,) = set_cookies(TOKEN, is_secure=False, brought=f"__Host-clickgame={TOKEN}")
    assert header.startswith("__Host-clickgame=")
    assert header.endswith("; Secure")


@pytest.mark.parametrize("own", [TOKEN, SIGNED_OUT, "", "junk"])
def test_whoever_plants_the_plain_name_wins_nothing_over_the_strict_one(own: str) -> None:
    """Whatever that one says: that its player has signed out, too."""
    planted = "f" * 32
    for header in (f"clickgame={planted}; {HOST_COOKIE}={own}", f"{HOST_COOKIE}={own}; clickgame={planted}"):
        found = read(header)
        assert (found and found.token) == (TOKEN if own == TOKEN else None)
        assert own == TOKEN or mark_for(header) == (LEFT if own == SIGNED_OUT else LOST)


@pytest.mark.parametrize(
    "name", ["__host-clickgame", "\u2000__Host-clickgame", "x__Host-clickgame", "__Host-clickgames"]
)
def test_what_only_looks_like_the_strict_name_is_none(name: str) -> None:
    """Browsers let a sibling plant some of these (spaces that only servers take off)."""
    found = read(f"{name}={'f' * 32}; clickgame={TOKEN}")
    assert found == Credential(TOKEN)


@pytest.mark.parametrize(
    ("header", "token"),
    [
        (f'clickgame="{TOKEN}"', TOKEN),
        (f"a=b;clickgame={TOKEN} ", TOKEN),
        (f"clickgame=junk; clickgame={TOKEN}; clickgame={'f' * 32}", TOKEN),
        (f"clickgame={TOKEN}{NEW}{NEW}", None),
        (f"Clickgame={TOKEN}", None),
        (f"xclickgame={TOKEN}", None),
        (f"clickgame={TOKEN[:-1]}", None),
        (f"clickgame={TOKEN}\n", None),
        ("clickgame", None),
        ("clickgame=" + "x" * 100_000, None),
        ("clickgame=;" * 10_000, None),
    ],
)
def test_the_first_that_has_the_form_is_taken_and_nothing_else(header: str, token: str | None) -> None:
    found = read(header)
    assert (found and found.token) == token


@given(st.text(max_size=300) | st.text('_Host-clickgame=; 0123456789abcdef"', max_size=300))
def test_no_text_is_an_error(header: str) -> None:
    found = read(header)
    assert found is None or (mark_for(header) != NEW and found.token in header)


@pytest.mark.parametrize(
    ("header", "mark"),
    [
        ("", NEW),
        ("other=left", NEW),
        (f"clickgame={SIGNED_OUT}", LEFT),
        (f"a=b; clickgame={SIGNED_OUT} ", LEFT),
        ("clickgame=", LOST),
        (f"clickgame={SIGNED_OUT}; clickgame=junk", LOST),
    ],
)
def test_what_has_no_credential_says_why(header: str, mark: str) -> None:
    assert read(header) is None
    assert mark_for(header) == mark


@pytest.mark.parametrize(
    ("mark", "is_told", "is_surprise"), [(NEW, False, True), (LEFT, False, False), (LOST, True, False)]
)
def test_who_signed_out_is_told_of_no_loss(mark: str, *, is_told: bool, is_surprise: bool) -> None:
    """Neither as of a player who is gone, nor as of a cookie, which a browser without one may have lost."""
    credential = make(mark)
    assert (credential.begin(), credential.arrive()) == (is_told, is_surprise)


def test_a_connection_keeps_what_it_was_given_or_had_made() -> None:
    brought: dict[str, Any] = {"HTTP_COOKIE": f"clickgame={TOKEN}"}
    given_it: dict[str, Any] = {SCOPE: {CREDENTIAL: Credential(TOKEN)}}
    for environ in (brought, given_it):
        assert credential_in(environ).token == TOKEN
        assert credential_in(environ) is credential_in(environ)
    without: dict[str, Any] = {CREDENTIAL: None}
    made = credential_in(without)
    assert (made.is_kept, made.is_made, made.mark) == (False, True, NEW)
    assert credential_in(without) is made
    assert credential_in(None).token != make().token


def test_tokens_are_of_128_bits_and_never_the_same() -> None:
    tokens = {make().token for _ in range(1_000)}
    assert len(tokens) == 1_000
    assert {len(bytes.fromhex(token)) for token in tokens} == {16}


def test_a_player_who_is_no_more_leaves_a_connection_that_is_nobodys() -> None:
    credential = read(f"{COOKIE}={'5f' * TOKEN_BYTES}")
    assert credential is not None
    before = credential.token
    credential.drop()
    assert credential.token != before
    assert (credential.is_kept, credential.is_made) == (False, True)
    assert not credential.begin(), "of the next player nothing is to be said"
