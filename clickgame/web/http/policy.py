"""What a page may run and reach, as a browser holds it to it (Content Security Policy, level 3).

Scripts written into a page run by their hashes, taken from the page as it was built, before anything of a request or a
player is put into it. Styles may stand in it: drawn elements carry their place and colour in a `style` of their own,
which no hash covers."""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

FILE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""For whatever is no page, such as a picture that is opened by itself."""

_INLINE = re.compile(r"<script\b(?![^>]*\ssrc=)[^>]*>(.+?)</script>", re.DOTALL)
_SOCKET = re.compile(r"wss?://[A-Za-z0-9.:\[\]-]+")


def page_policy(scripts: Iterable[str], *, sockets: Iterable[str] = ()) -> str:
    """Give the policy of a page with these inline *scripts* that connects to its own host and to *sockets*."""
    hashes = dict.fromkeys(f" '{script_hash(script)}'" for script in scripts)
    addresses = dict.fromkeys(f" {socket}" for socket in sockets)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self'{''.join(hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            f"connect-src 'self'{''.join(addresses)}",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


def script_hash(script: str) -> str:
    """Give the hash by which *script*, as it stands in a page, is allowed."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def inline_scripts(html: str) -> list[str]:
    """List the scripts that stand in *html*."""
    return _INLINE.findall(html)


def sockets_of(folder: Path, origin: str) -> list[str]:
    """List where the page built into *folder* opens its socket, asked for at *origin* (empty: nobody knows).

    Its own host is among it: before 2022, Safari did not take `'self'` for that of a socket."""
    own = [origin.replace("http", "ws", 1)] if origin else []
    built_for = (
        found
        for file in sorted(folder.glob("assets/reflex-env-*.js"))
        for found in _SOCKET.findall(file.read_text(encoding="utf-8"))
    )
    return own + [found for found in built_for if not found.startswith("ws://localhost:")]
