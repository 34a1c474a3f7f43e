"""The measurement of the engine's speed, very small."""

from tests.load import engine


def test_a_small_crowd_presses_and_a_small_game_is_opened_and_saved() -> None:
    found = engine.run(size=600, players=400)
    assert found["players"] == 400
    assert len(found) == 12
    assert all(value > 0 for value in found.values())
