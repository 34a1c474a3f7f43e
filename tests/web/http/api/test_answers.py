"""Profiles as the API answers them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from clickgame.contract.answers import EngineAway
from clickgame.core.periods import DAY_S
from tests.engine.life import settled
from tests.web.http.api.reading import Reading, read


def test_a_profile_has_what_the_player_has_in_each_arena(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann, guest = game.join("Ann", 5), game.join("Newcomer")
        score = {"arena": "classic", "season": "ever", "score": 5, "best": 5, "total": 5}
        found = await game.get(f"/api/v1/players/{ann}")
        assert found == {
            "player": ann,
            "handle": "Ann",
            "total": 5,
            "scores": [score],
            "streak": 1,
            "until": "1970-01-03",
            "longest": 1,
            "achievements": [],
            "progress": found["progress"],
            "days": [{"day": "1970-01-01", "presses": 5}],
            "crowns": [],
        }
        assert {"key": "warm", "value": 5} in found["progress"]
        nothing = await game.get(f"/api/v1/players/{guest}")
        assert (nothing["scores"], nothing["days"], nothing["until"]) == ([], [], None)

    read(tmp_path, story)


def test_a_profile_has_what_was_reached_and_when(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann = game.join("Ann", 12)
        await game.get("/api/v1/arenas/classic/boards/live")
        await settled(game.engine)
        reached = (await game.get(f"/api/v1/players/{ann}"))["achievements"]
        assert {"key": "warm", "day": "1970-01-01"} in reached

    read(tmp_path, story)


def test_a_profile_has_the_seasons_that_were_won(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann = game.join("Ann", 12)
        game.clock.move(DAY_S)
        await game.engine.sweep()
        crown = {"arena": "classic", "period": "day", "number": 0, "first": "1970-01-01"}
        assert (await game.get(f"/api/v1/players/{ann}"))["crowns"] == [crown]

    read(tmp_path, story)


def test_the_last_runs_are_told_the_newest_first_with_their_curves(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann = game.join("Ann")
        path = f"/api/v1/players/{ann}/runs"
        assert await game.get(path) == {"player": ann, "runs": []}
        for presses in (12, 42):
            game.press(ann, presses)
            await game.engine.recorder.stories.look()
            game.clock.move(game.engine.settings.run_s)
            await game.engine.sweep()
        newest, oldest = (await game.get(path))["runs"]
        assert (newest["score"], oldest["score"]) == (30, 12)
        assert (await game.get(f"{path}?limit=1"))["runs"] == [newest]
        assert oldest["id"] != newest.pop("id")
        run = {"arena": "classic", "started_at": "1970-01-01T00:21:41Z", "seconds": 0, "score": 30}
        assert newest == {**run, "best_second": 0, "curve": [30], "step_s": 1}
        assert await game.refusal("/api/v1/players/nobody/runs") == (404, "unknown_player")

    read(tmp_path, story)


def test_where_the_engine_cannot_be_asked_that_is_said_with_when_to_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(game: Reading) -> None:
        async def nothing() -> Mapping[str, object]:
            return {"status": "away"}

        async def refuse() -> None:
            raise EngineAway

        monkeypatch.setattr(game.link, "health", nothing)
        monkeypatch.setattr(game.link, "arenas", refuse)
        for path in ("/api/v1/presence", "/api/v1/arenas"):
            answer = await game.ask(path)
            assert (answer.status_code, answer.json()["code"]) == (503, EngineAway.code)
            assert (answer.headers["retry-after"], answer.headers["cache-control"]) == ("2", "no-store")

    read(tmp_path, story)
