"""By what a browser shows who plays in it: a random token in a cookie, which the server sets and no script can read.

The browser sends it with the request that opens a connection, and it is read there and nowhere else: no event can say
who plays. A browser that brings none has a token for as long as its connection lives.

Under TLS the cookie has a name that begins with `__Host-` (RFC 6265bis, 4.1.3.2): browsers take such a one from the
very host only, by TLS. Where it is, cookies of the plain name count for nothing: another site of the same domain may
have planted them.

A cookie is the token, and behind it `-new` until its player has been seen, `-lost` where the token that the browser had
before is nobody's any more, or `-left` where it was given up. Whoever makes up a token of that form has it: the player
is new, and counted as such.
"""

import re
import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, cast

from clickgame.gateway.limits.admission import SCOPE

COOKIE = "clickgame"
HOST_COOKIE = f"__Host-{COOKIE}"
KEPT_S = 365 * 24 * 3600
TOKEN_BYTES = 16  # 128 bits
CREDENTIAL = "clickgame.credential"
"""Where a connection's environ, or scope, has what it brought."""

NEW, LOST, LEFT = "-new", "-lost", "-left"
SIGNED_OUT = "left"
"""What a browser keeps that has signed out: nobody's, so that the next one is told of no loss."""

_NAMED = re.compile(rf"(?:^|;)[ \t]*({HOST_COOKIE}|{COOKIE})=([^;]*)")
_VALUE = re.compile(rf'"?([0-9a-f]{{{2 * TOKEN_BYTES}}})({NEW}|{LOST}|{LEFT}|)"?[ \t]*')


@dataclass(slots=True)
class Credential:
    """A player's *token*, with the *mark* behind it; *is_kept* tells whether the browser has it.

    *is_made* tells that the token was made for this connection, and so is nobody's until its player has come in, and
    *is_begun* that a player was begun with it just now, of whom nothing was said.
    """

    token: str
    mark: str = ""
    is_kept: bool = True
    is_made: bool = False
    is_begun: bool = False

    def begin(self) -> bool:
        """Begin a player; tell whether that is to be said, as the browser had another one or thinks so."""
        self.is_begun = self.mark in (NEW, LEFT)
        return not self.is_begun

    def arrive(self) -> bool:
        """Be a player's; tell whether that one has just begun, unsaid, and for no reason that the browser knows."""
        was_begun = self.is_begun and self.mark == NEW
        self.mark, self.is_made, self.is_begun = "", False, False
        return was_begun

    def renew(self) -> None:
        """Be nobody's again: the player is forgotten, and that has been said."""
        self.mark, self.is_made = NEW, True

    def drop(self) -> None:
        """Be of nobody, whom the browser has no cookie of: the player wanted to be no more."""
        self.token, self.is_kept = secrets.token_hex(TOKEN_BYTES), False
        self.renew()

    @property
    def value(self) -> str:
        """The cookie's value."""
        return self.token + self.mark


def make(mark: str = NEW) -> Credential:
    """Make a credential that nobody has."""
    return Credential(secrets.token_hex(TOKEN_BYTES), mark, is_kept=False, is_made=True)


def read(header: str) -> Credential | None:
    """Find the credential in a `Cookie` *header*; of several, the first that has its form (RFC 6265, 5.4.2: ours)."""
    values = (_VALUE.fullmatch(value) for value in _values(header))
    return next((Credential(value[1], value[2]) for value in values if value), None)


def mark_for(header: str) -> str:
    """Give the mark of what is made for a browser whose `Cookie` *header* has no credential: whether it lost one."""
    values = [value.strip() for value in _values(header)]
    return NEW if not values else LEFT if values == [SIGNED_OUT] else LOST


def is_movable(header: str) -> bool:
    """Tell whether a `Cookie` *header* has the cookie under its plain name only."""
    return {named[1] for named in _NAMED.finditer(header)} == {COOKIE}


def credential_in(environ: MutableMapping[str, Any] | None) -> Credential:
    """Give what the connection with *environ* has, one that is made for it if it brought none."""
    if environ is None:
        return make()
    found = environ.get(CREDENTIAL)
    if found is None:
        scope = cast("Mapping[str, Credential]", environ.get(SCOPE, {}))
        found = environ[CREDENTIAL] = scope.get(CREDENTIAL) or read(environ.get("HTTP_COOKIE", "")) or make()
    return found


def set_cookies(value: str, *, is_secure: bool, brought: str = "") -> list[str]:
    """Write the `Set-Cookie` headers that have the browser keep *value*; "" has it keep nothing.

    *brought* is the `Cookie` header that it has sent: who has the cookie under its plain name is moved to the other."""
    names = {named[1] for named in _NAMED.finditer(brought)}
    if not is_secure and HOST_COOKIE not in names:
        return [_cookie(COOKIE, value)]
    kept = f"{_cookie(HOST_COOKIE, value)}; Secure"
    return [kept, f"{_cookie(COOKIE, '')}; Secure"] if COOKIE in names else [kept]


def _cookie(name: str, value: str) -> str:
    return f"{name}={value}; Path=/; Max-Age={KEPT_S if value else 0}; HttpOnly; SameSite=Lax"


def _values(header: str) -> list[str]:
    """Give what a `Cookie` *header* has under the one name, and only if there is none under the other."""
    if COOKIE not in header:
        return []
    values: dict[str, list[str]] = {HOST_COOKIE: [], COOKIE: []}
    for named in _NAMED.finditer(header):
        values[named[1]].append(named[2])
    return values[HOST_COOKIE] or values[COOKIE]
