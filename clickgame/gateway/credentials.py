"""By what a browser shows who plays in it: a random token in a cookie, which the server sets and no script can read.

The browser sends it with the request that opens a connection, and it is read there and nowhere else: no event can say
who plays. A browser that brings none has a token for as long as its connection lives.

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
KEPT_S = 365 * 24 * 3600
TOKEN_BYTES = 16  # 128 bits
CREDENTIAL = "clickgame.credential"
"""Where a connection's environ, or scope, has what it brought."""

NEW, LOST, LEFT = "-new", "-lost", "-left"
SIGNED_OUT = "left"
"""What a browser keeps that has signed out: nobody's, so that the next one is told of no loss."""

_NAMED = re.compile(rf"(?:^|;)[ \t]*{COOKIE}=([^;]*)")
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
    if COOKIE not in header:
        return None
    values = (_VALUE.fullmatch(named[1]) for named in _NAMED.finditer(header))
    return next((Credential(value[1], value[2]) for value in values if value), None)


def mark_for(header: str) -> str:
    """Give the mark of what is made for a browser whose `Cookie` *header* has no credential: whether it lost one."""
    values = [named[1].strip() for named in _NAMED.finditer(header)]
    return NEW if not values else LEFT if values == [SIGNED_OUT] else LOST


def credential_in(environ: MutableMapping[str, Any] | None) -> Credential:
    """Give what the connection with *environ* has, one that is made for it if it brought none."""
    if environ is None:
        return make()
    found = environ.get(CREDENTIAL)
    if found is None:
        scope = cast("Mapping[str, Credential]", environ.get(SCOPE, {}))
        found = environ[CREDENTIAL] = scope.get(CREDENTIAL) or read(environ.get("HTTP_COOKIE", "")) or make()
    return found


def set_cookie(value: str, *, is_secure: bool) -> str:
    """Write a `Set-Cookie` header that has the browser keep *value*; "" has it keep nothing."""
    age_s = KEPT_S if value else 0
    return f"{COOKIE}={value}; Path=/; Max-Age={age_s}; HttpOnly; SameSite=Lax{'; Secure' if is_secure else ''}"
