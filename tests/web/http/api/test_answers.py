"""Profiles as the API answers them."""

from pathlib import Path

from clickgame.core.periods import DAY_S
from tests.engine.life import settled
from tests.web.http.api.reading import Reading, read


def test_a_profile_has_what_the_player_has_in_each_arena(tmp_path: Path) -> None:
    async def story(game: Reading) -> None:
        ann, guest = game.join("Ann", 5), game.join("Guest")
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
