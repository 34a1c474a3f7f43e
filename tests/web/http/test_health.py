"""Three questions, and in which states each is answered with yes."""

import asyncio
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.settings import Settings
from clickgame.web.http.health import OK, QUESTIONS, SAVING, SINGLE, STARTING, STOPPING, Health
from tests.engine.life import tell
from tests.fakes import FakeClock


async def asked(health: Health) -> dict[str, Response]:
    """Ask every question."""
    app = Starlette(routes=health.routes())
    async with AsyncClient(transport=ASGITransport(app), base_url="http://game") as client:
        return {path: await client.get(path) for path in QUESTIONS}


def codes(answers: dict[str, Response], status: str) -> list[int]:
    """Give the answers' codes, all of which have to tell that *status*."""
    assert {answer.json()["status"] for answer in answers.values()} == {status}
    assert {answer.json()["role"] for answer in answers.values()} == {SINGLE}
    assert {answer.headers["cache-control"] for answer in answers.values()} == {"no-store"}
    return [answers[path].status_code for path in ("/live", "/ready", "/health")]


def test_before_the_game_is_open_the_process_lives_and_nobody_is_sent_to_it(tmp_path: Path) -> None:
    async def ask() -> None:
        health = Health(LocalLink(Engine(Settings(data_dir=tmp_path))))
        assert codes(await asked(health), STARTING) == [200, 503, 503]

    asyncio.run(ask())


def test_an_open_game_is_well_and_tells_who_is_there(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        answers = await asked(Health(LocalLink(engine)))
        assert codes(answers, OK) == [200, 200, 200]
        assert answers["/health"].json() == {"status": OK, "role": SINGLE, "online": 0, "players": 0, "presses": 0}

    tell(tmp_path, story)


def test_a_disk_that_refuses_keeps_no_player_away_and_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        monkeypatch.setattr(engine.commit, "is_troubled", True)
        assert codes(await asked(Health(LocalLink(engine))), SAVING) == [200, 200, 503]

    tell(tmp_path, story)


def test_a_server_that_stops_lives_and_gets_no_new_players(tmp_path: Path) -> None:
    async def story(engine: Engine, _clock: FakeClock) -> None:
        health = Health(LocalLink(engine))
        health.stop()
        assert codes(await asked(health), STOPPING) == [200, 503, 503]
        await engine.close()
        assert codes(await asked(health), STOPPING) == [200, 503, 503]

    tell(tmp_path, story)
