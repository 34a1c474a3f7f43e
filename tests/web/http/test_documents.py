"""The pages' HTML over HTTP: whose host it names, how it is packed, how long it is kept, and what is not found."""

import asyncio
import gzip
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from clickgame.web.http import documents, markup
from clickgame.web.http.cookies import Cookies
from clickgame.web.http.documents import Documents
from clickgame.web.http.policy import script_hash
from clickgame.web.previews import Preview

HOME = Preview(path="/", title="Home", description="The game.", file="index.html", has_player=True)
STILL = Preview(path="/still", title="Still", description="Text.", file="index.html", is_still=True)
GONE = Preview(path="/gone", title="Gone", description="Nothing.", file="gone/index.html", is_still=True, status=404)
UNBUILT = Preview(path="/unbuilt", title="Unbuilt", description="Nothing.", file="unbuilt/index.html")
TOKENS = {"a" * 32}
PAGES = {preview.path: preview for preview in (HOME, STILL, GONE, UNBUILT)}


async def is_known(token: str) -> bool:
    """Tell whether a token is some player's."""
    return token in TOKENS


async def find(path: str) -> Preview | None:
    """Give the preview of a page of the table."""
    return PAGES.get(path)


class Server:
    """The documents of a folder, with an application behind them that serves its files as Reflex does."""

    def __init__(self, folder: Path, public_url: str = "") -> None:
        """Serve *folder*."""
        (folder / "gone").mkdir(exist_ok=True)
        (folder / "index.html").write_text("<html><head><title>Home</title></head><body></body></html>")
        (folder / "gone" / "index.html").write_text("<html><head><title>Gone</title></head><body></body></html>")
        (folder / "404.html").write_text("<html><head></head><body>Reflex's own</body></html>")
        (folder / "icon.svg").write_text("<svg/>")
        files = StaticFiles(directory=folder, html=True)
        api = Route("/api", lambda _request: JSONResponse({"code": "unknown"}, status_code=404))
        self.app = Documents(
            Starlette(routes=[api, Mount("/", files)]),
            folder,
            Cookies(is_known, public_url=public_url),
            find=find,
            missing=GONE,
            words={"run": "a day"},
            public_url=public_url,
        )

    def get(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        """Ask for *path*, with *headers* by name."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                named = {name.replace("_", "-"): value for name, value in headers.items()}
                return await client.request(method, path, headers={"accept-encoding": "identity", **named})

        return asyncio.run(ask())


@pytest.fixture
def server(tmp_path: Path) -> Server:
    """Serve two pages."""
    return Server(tmp_path)


@pytest.mark.parametrize("host", ["game.example", "127.0.0.1:9000"])
def test_a_page_names_the_host_that_it_was_asked_at(server: Server, host: str) -> None:
    assert f'<link rel="canonical" href="http://{host}/"/>' in server.get("/", host=host).text


@pytest.mark.parametrize("host", ["a b", 'x"><script>', "x:99999", "x/y"])
def test_what_is_no_host_is_never_said_back(server: Server, host: str) -> None:
    answer = server.get("/", host=host)
    assert answer.status_code == 200
    assert "canonical" not in answer.text
    assert host not in answer.text


def test_the_address_that_the_operator_gives_is_preferred(tmp_path: Path) -> None:
    answer = Server(tmp_path, "https://game.example/").get("/", host="other:9000")
    assert '<link rel="canonical" href="https://game.example/"/>' in answer.text
    assert "other" not in answer.text


def test_a_page_is_asked_for_again_and_comes_only_if_it_changed(server: Server) -> None:
    first = server.get("/", host="one.example")
    assert first.headers["cache-control"] == "private, no-cache"
    again = server.get("/", host="one.example", if_none_match=first.headers["etag"])
    assert again.status_code == 304
    assert again.content == b""
    assert server.get("/", host="two.example", if_none_match=first.headers["etag"]).status_code == 200


def test_a_page_runs_its_built_scripts_and_no_other(tmp_path: Path) -> None:
    """What a request or a player puts into a page has no hash, so a script that got in that way would not run."""
    server = Server(tmp_path)
    built = "<html><head><title>Home</title><script>mine()</script></head><body></body></html>"
    (tmp_path / "index.html").write_text(built)
    policy = server.get("/", host="game.example").headers["content-security-policy"]
    assert f"script-src 'self' '{script_hash('mine()')}';" in policy
    assert "connect-src 'self' ws://game.example;" in policy
    assert f"'{script_hash(markup.GO_BACK_SCRIPT)}'" in server.get("/gone").headers["content-security-policy"]


def test_a_page_is_packed_for_those_who_can_unpack_it(server: Server) -> None:
    plain, packed = server.get("/"), server.get("/", accept_encoding="br, gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert plain.headers["etag"] != packed.headers["etag"]
    assert packed.headers["content-type"] == "text/html; charset=utf-8"
    assert int(packed.headers["content-length"]) == len(gzip.compress(plain.content, 9, mtime=0))


def test_a_page_is_made_once_for_each_host_and_of_hosts_a_bounded_number_is_kept(server: Server) -> None:
    for _ in range(3):
        server.get("/")
    assert server.app._document.cache_info().misses == 1
    for number in range(documents.KEPT + 5):
        server.get("/", host=f"host{number}.example")
    assert server.app._document.cache_info().currsize == documents.KEPT


@pytest.mark.parametrize("path", ["/nowhere", "/a/b/c", "/gone"])
def test_an_address_of_nothing_is_answered_by_a_page_with_404(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status_code == 404
    assert "<title>Gone</title>" in answer.text
    assert "canonical" not in answer.text
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/missing.png", "/assets/gone-AAAAAAAA.js", "/assets/x"])
def test_a_missing_file_is_answered_in_one_line(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status_code == 404
    assert answer.text == "Not found"
    assert answer.headers["content-type"].startswith("text/plain")


def test_what_others_answer_is_left_as_it_is(server: Server) -> None:
    assert server.get("/api").json() == {"code": "unknown"}
    assert server.get("/icon.svg").text == "<svg/>"
    assert server.get("/nowhere", method="POST").status_code == 405


def test_a_page_that_was_not_built_is_left_to_the_application_behind(server: Server) -> None:
    assert server.get("/unbuilt").status_code == 404


def test_a_page_with_a_player_brings_the_cookie_and_no_cache_of_many_keeps_it(server: Server) -> None:
    """Also where the page itself has not changed; a page without a player brings none."""
    first = server.get("/")
    again = server.get("/", if_none_match=first.headers["etag"], cookie=f"clickgame={'a' * 32}")
    assert again.status_code == 304
    assert again.headers["set-cookie"].startswith(f"clickgame={'a' * 32}; Path=/; Max-Age=31536000; HttpOnly;")
    assert {answer.headers["cache-control"] for answer in (first, again)} == {"private, no-cache"}
    for path in ("/still", "/gone", "/nothing", "/icon.svg", "/api"):
        answer = server.get(path, cookie="clickgame=x")
        assert "set-cookie" not in answer.headers


def test_under_tls_a_page_moves_the_player_to_the_strict_name_even_if_it_has_not_changed(tmp_path: Path) -> None:
    server = Server(tmp_path, "https://game.example")
    first = server.get("/", cookie=f"clickgame={'a' * 32}")
    again = server.get("/", if_none_match=first.headers["etag"], cookie=f"clickgame={'a' * 32}")
    for answer, status in ((first, 200), (again, 304)):
        kept, over = answer.headers.get_list("set-cookie")
        assert answer.status_code == status
        assert kept.startswith(f"__Host-clickgame={'a' * 32}; Path=/; Max-Age=31536000; HttpOnly;")
        assert over.startswith("clickgame=; Path=/; Max-Age=0; ")


@pytest.mark.parametrize("public_url", ["", "https://game.example"])
def test_no_cache_of_many_gets_what_says_the_host_that_somebody_asked_at(tmp_path: Path, public_url: str) -> None:
    """Neither in the page nor in a header; a page of the operator's own address is everybody's."""
    server = Server(tmp_path, public_url)
    shared: set[str] = set()
    for path in ("/", "/still", "/gone", "/nothing", "/icon.svg", "/api", "/index.html"):
        for forwarded in ({}, {"x_forwarded_host": "evil.example", "forwarded": "host=evil.example"}):
            answer = server.get(path, host="evil.example:8443", **forwarded)
            if "evil.example" in answer.text + str(answer.headers.multi_items()):
                assert "private" in answer.headers["cache-control"]
                assert not public_url
            elif answer.headers.get("cache-control") == "no-cache":
                shared.add(path)
    assert ("/still" in shared) == bool(public_url)


def test_newcomers_get_a_token_each(server: Server) -> None:
    assert server.get("/").headers["set-cookie"] != server.get("/").headers["set-cookie"]
