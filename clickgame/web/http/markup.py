"""A built page's HTML as it is sent: with what only the running server and the request can tell.

The page's own script takes over what it finds here (React 19 adopts a title or a meta tag that equals its own, passes
over those that it doesn't know, and compares no attribute of the document's element), so nothing is drawn twice."""

import re
from collections.abc import Iterator, Mapping
from html import escape

from clickgame.web import rules
from clickgame.web.http.policy import inline_scripts
from clickgame.web.previews import NAME, Preview

IMAGE_SIZE = (1200, 630)

_HTML = re.compile(r"<html\b")
_IMAGE = re.compile(r'<meta content="[^"]*" property="og:image"/>')
_SHOWN = re.compile(rf'({rules.SHOWN}="(\w+)"[^>]*>)[^<]*')
_LINKED = re.compile(rf'<a [^>]*{rules.LINKED}="(\w+)"[^>]*>')
_PICTURED = re.compile(rf"<img [^>]*{rules.PICTURED}=[^>]*>")
_SOURCE = re.compile(r' (?:src|alt)="[^"]*"')
_TARGET = re.compile(r' (?:hidden|href)="[^"]*"')
_PART = re.compile(rf'<\w+ [^>]*{rules.PART}="(\w+)"[^>]*>')
_HIDDEN = re.compile(r' hidden(?:="[^"]*")?')
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
_PRELOAD = re.compile(r'<link rel="modulepreload"[^>]*>')
# Somebody may have come here from the game without a new document, and then loaded this one anew: going back changes
# only the address then, and nothing of ours is there to follow it. Ways within the page are the browser's own business.
GO_BACK_SCRIPT = "const here = location.pathname; onpopstate = () => location.pathname === here || location.reload()"


def document(html: str, preview: Preview, *, origin: str, words: Mapping[str, str]) -> str:
    """Complete the built *html* of the page that *preview* tells of.

    *origin* is where the page is, as in `https://game.example`; empty if nobody knows, and then no address is told.
    *words* are the server's rules by name."""
    if preview.is_still:
        html = _still(html)
    else:
        told = "".join(f' {rules.attribute(name)}="{escape(text)}"' for name, text in words.items())
        html = _HTML.sub(lambda tag: tag[0] + told, html, count=1)
    words = {**words, **dict(preview.words)}
    html = _SHOWN.sub(lambda shown: shown[1] + escape(words[shown[2]]), html)
    html = _PART.sub(lambda part: _HIDDEN.sub("", part[0]) if part[1] in preview.parts else part[0], html)
    html = _PICTURED.sub(lambda image: _image(image[0], preview), html)
    html = _LINKED.sub(lambda link: _link(link[0], words[link[1]]), html)
    tags = list(_tags(preview, origin))
    if "<title>" not in html:
        tags += [f"<title>{escape(preview.title)}</title>", _meta("name", "description", preview.description)]
    if origin:
        # As the page's component writes it, which reads it from here.
        html = _IMAGE.sub("", html)
        tags.append(f'<meta content="{escape(origin + preview.image)}" property="og:image"/>')
    return html.replace("</head>", "".join(tags) + "</head>", 1)


def scripts(html: str, preview: Preview) -> list[str]:
    """List the scripts in the page that `document` makes of the built *html*: those of the build, and ours."""
    return inline_scripts(_still(html) if preview.is_still else html)


def _still(html: str) -> str:
    head, body = html.split("</head>", 1)
    return f"{_PRELOAD.sub('', head)}</head>{_SCRIPT.sub('', body)}".replace(
        "</body>", f"<script>{GO_BACK_SCRIPT}</script></body>", 1
    )


def _image(tag: str, preview: Preview) -> str:
    return f'<img src="{escape(preview.image)}" alt="{escape(preview.image_alt)}"' + _SOURCE.sub("", tag[4:])


def _link(tag: str, address: str) -> str:
    target = f' href="{escape(address)}"' if address else " hidden"
    return _TARGET.sub("", tag).removesuffix(">") + target + ">"


def _tags(preview: Preview, origin: str) -> Iterator[str]:
    yield _meta("property", "og:site_name", NAME)
    yield _meta("property", "og:type", "website")
    yield _meta("property", "og:title", preview.title)
    yield _meta("property", "og:description", preview.description)
    if origin:
        address = origin + preview.path
        yield f'<link rel="canonical" href="{escape(address)}"/>'
        yield _meta("property", "og:url", address)
        yield _meta("property", "og:image:width", str(IMAGE_SIZE[0]))
        yield _meta("property", "og:image:height", str(IMAGE_SIZE[1]))
        yield _meta("property", "og:image:alt", preview.image_alt)
        yield _meta("name", "twitter:card", "summary_large_image")


def _meta(key: str, name: str, content: str) -> str:
    return f'<meta {key}="{name}" content="{escape(content)}"/>'
