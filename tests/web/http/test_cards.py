"""Runs as they are shared: a picture and a page for each that there is, and nothing for any other."""

import asyncio
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from starlette.responses import PlainTextResponse

from clickgame.contract.runs import RunCard, RunRead
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.settings import Settings
from clickgame.web import previews
from clickgame.web.finders import finder
from clickgame.web.http import cards
from clickgame.web.http.card_image import Result, draw
from clickgame.web.http.cards import Cards, preview_of, result_of
from tests.engine.life import hear, join, tell
from tests.fakes import FakeClock

RUN = RunRead("00c0ffee", "classic", 5.0, 133, 1284, 12, (9, 30, 28), 64)
CARD = RunCard(RUN, "ann", "Ann", "Classic", 20_781, 3)


class Shared:
    """An engine with a run of Ann's that is over, and the cards before it."""

    def __init__(self, engine: Engine, clock: FakeClock, **settings: Any) -> None:
        """Play the run."""
        self.engine, self.clock = engine, clock
        self.link = LocalLink(engine)
        self.ann = join(engine, "ann")
        engine.rename(self.ann, "Ann")
        self.drawn: list[Result] = []
        plenty = {"api_per_s": 1_000.0, "api_burst": 1_000}
        config = Settings(data_dir=engine.settings.data_dir, **{**plenty, **settings})
        self.app = Cards(PlainTextResponse("the pages"), self.link, config, clock=clock, drawn_by=self._draw)

    async def play(self, presses: int) -> str:
        """Let Ann press so often, and the run be over; give its id."""
        count = self.engine.game.arenas["classic"].scores
        before = count[self.ann].total if self.ann in count else 0
        hear(self.engine, self.ann, before + presses, is_resume=True)
        await self.engine.recorder.stories.look()
        self.clock.move(self.engine.settings.run_s)
        await self.engine.sweep()
        return (await self.link.runs(self.ann))[0].id

    async def ask(self, path: str, method: str = "GET", *, of: str = "10.0.0.1", **headers: str) -> httpx.Response:
        """Ask for *path*."""
        transport = httpx.ASGITransport(self.app, client=(of, 5000))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    def _draw(self, result: Result) -> bytes:
        self.drawn.append(result)
        return f"picture of {result.score}".encode()


def share(folder: Path, story: Callable[[Shared], Any], **settings: Any) -> None:
    """Open an engine, and let *story* happen."""

    async def told(engine: Engine, clock: FakeClock) -> None:
        await story(Shared(engine, clock, **settings))

    tell(folder, told)


def test_a_picture_is_drawn_once_and_asked_for_again_it_comes_only_if_it_changed(tmp_path: Path) -> None:
    async def story(game: Shared) -> None:
        run = await game.play(12)
        answers = await asyncio.gather(*(game.ask(f"/r/{run}.png") for _ in range(3)))
        assert {answer.content for answer in answers} == {b"picture of 12"}
        assert len(game.drawn) == 1
        assert answers[0].headers["content-type"] == "image/png"
        assert "max-age" in answers[0].headers["cache-control"]
        again = await game.ask(f"/r/{run}.png", if_none_match=answers[0].headers["etag"])
        assert (again.status_code, again.content) == (304, b"")
        game.engine.rename(game.ann, "Queen")
        await game.ask(f"/r/{run}.png")
        assert [result.handle for result in game.drawn] == ["Ann", "Queen"]

    share(tmp_path, story)


@pytest.mark.parametrize("path", ["/r/", "/r/x.png", "/r/0123456789ab.png", "/r/..%2f.png", f"/r/{'a' * 99}.png", "/x"])
def test_of_what_is_no_run_there_is_nothing(tmp_path: Path, path: str) -> None:
    async def story(game: Shared) -> None:
        await game.play(12)
        assert (await game.ask(path)).text == "the pages"
        assert await finder(game.link)(path.removesuffix(".png")) is None
        assert game.drawn == []

    share(tmp_path, story)


def test_of_a_player_who_is_forgotten_nothing_is_left(tmp_path: Path) -> None:
    async def story(game: Shared) -> None:
        run = await game.play(12)
        await game.ask(f"/r/{run}.png")
        game.engine.game.forget(game.ann)
        assert (await game.ask(f"/r/{run}.png")).text == "the pages"
        assert await finder(game.link)(f"/r/{run}") is None

    share(tmp_path, story)


def test_what_is_kept_and_what_one_address_may_ask_for_have_bounds(tmp_path: Path) -> None:
    async def story(game: Shared) -> None:
        runs = [await game.play(presses) for presses in (12, 13)]
        for run in (*runs, *runs):
            await game.ask(f"/r/{run}.png")
        assert len(game.drawn) == 4
        refused = await game.ask(f"/r/{runs[0]}")
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) == 1
        assert (await game.ask("/", of="10.0.0.1")).text == "the pages"
        assert (await game.ask(f"/r/{runs[0]}", of="10.0.0.2")).text == "the pages"

    share(tmp_path, story, cards_kept=1, api_burst=4, api_per_s=1.0)


def test_who_comes_when_too_many_wait_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "WAITING_MOST", 1)

    async def story(game: Shared) -> None:
        runs = [await game.play(presses) for presses in (12, 13)]
        answers = await asyncio.gather(*(game.ask(f"/r/{run}.png") for run in runs))
        assert sorted(answer.status_code for answer in answers) == [200, 503]

    share(tmp_path, story)


def test_a_card_that_cannot_be_drawn_is_no_traceback(tmp_path: Path) -> None:
    async def story(game: Shared) -> None:
        run = await game.play(12)
        game.app._draw = _fail
        assert (await game.ask(f"/r/{run}.png")).status_code == 500
        assert (await game.ask(f"/r/{run}.png", "POST")).text == "the pages"

    share(tmp_path, story)


def _fail(_result: Result) -> bytes:
    raise OSError("no such font")


def test_the_page_says_what_the_card_says(tmp_path: Path) -> None:
    async def story(game: Shared) -> None:
        run = await game.play(12)
        preview = await finder(game.link)(f"/r/{run}")
        assert preview is not None
        assert preview.title.startswith("12 presses by Ann")
        assert preview.image == f"/r/{run}.png"
        assert await finder(game.link)("/about") is previews.ABOUT

    share(tmp_path, story)


def test_a_result_is_told_in_words() -> None:
    assert preview_of(CARD).description == "3rd of the day, best second 12, in 2:13. Classic, 24 November 2026."
    assert result_of(CARD._replace(rank=0)).facts == "Best second 12, in 2:13"
    assert result_of(CARD._replace(run=RUN._replace(best_second=0))).facts == "3rd of the day, in 2:13"
    assert [cards._ordinal(number) for number in (1, 2, 13, 22, 1111)] == ["1st", "2nd", "13th", "22nd", "1,111th"]
    assert result_of(CARD._replace(run=RUN._replace(score=1))).unit == "press"


@pytest.mark.parametrize(
    ("score", "handle", "curve"),
    [("1,284", "Ann", (9, 30, 28)), ("10", "中文", ()), ("9,999,999,999", "W" * 20, (0, 1) * 16), ("12", "Ж é", (12,))],
)
def test_a_card_is_a_picture_of_the_size_that_previews_have(score: str, handle: str, curve: tuple[int, ...]) -> None:
    drawn = draw(Result(score, "presses", handle, "Best second 12", "Classic, 24 November 2026", curve))
    with Image.open(BytesIO(drawn)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(drawn) < 60_000


def test_a_handle_that_the_font_has_no_letters_for_is_not_drawn_as_boxes() -> None:
    one, other = (draw(Result("12", "presses", handle, "", "", (12,))) for handle in ("中文", "字符字"))
    assert one == other
    assert one != draw(Result("12", "presses", "Ann", "", "", (12,)))
