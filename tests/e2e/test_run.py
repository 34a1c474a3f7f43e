"""A run and its end: the countdown, what it came to, and the next one."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory, ServerFactory

pytestmark = pytest.mark.browser


def test_a_run_ends_after_inactivity_and_the_next_press_starts_another(
    serve: ServerFactory, join: PlayerFactory
) -> None:
    game = serve(run_s=4, sweep_s=0.3)
    player = join(game.url)
    player.press(9)
    player.sees("score", 9)
    expect(player.at("run-left")).to_be_visible()
    assert 1 <= player.number("run-left") <= 4
    expect(player.at("run-over")).to_be_visible(timeout=10_000)
    assert player.number("run-over") == 9
    assert (player.number("score"), player.number("best"), player.number("total")) == (0, 9, 9)
    player.press()
    player.sees("score", 1)
    expect(player.at("run-over")).to_be_hidden()
    assert (player.number("best"), player.number("total")) == (9, 10)


def test_pressing_keeps_a_run_alive(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve(run_s=3, sweep_s=0.3)
    player = join(game.url)
    for count in range(1, 6):
        player.press()
        player.sees("score", count)
        player.page.wait_for_timeout(1_200)


def test_the_countdown_shows_in_the_last_minute_only(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve(run_s=64)
    player = join(game.url)
    player.press()
    player.sees("score", 1)
    expect(player.at("run-left")).to_be_hidden()
    expect(player.at("run-left")).to_be_visible(timeout=10_000)
