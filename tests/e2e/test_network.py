"""A bad network and a server that goes away: play goes on, and every press is credited exactly once."""

import signal

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.player import Player, wait_until
from tests.e2e.relay import Relay

pytestmark = pytest.mark.browser


def test_presses_made_offline_are_credited_once_on_return(relay: Relay, join: PlayerFactory) -> None:
    player = join(relay.url)
    player.press(5)
    player.sees("score", 5)
    relay.cut()
    expect(player.at("offline")).to_be_visible(timeout=5_000)
    player.press_calmly(12)
    player.sees("score", 17)
    relay.restore()
    expect(player.at("offline")).to_be_hidden(timeout=10_000)
    settles(player, 17)


def test_a_network_that_comes_and_goes_neither_loses_nor_doubles(relay: Relay, join: PlayerFactory) -> None:
    player = join(relay.url)
    for _ in range(4):
        player.press_calmly(6)
        relay.cut()
        player.press_calmly(4)
        relay.restore()
        player.press_calmly(2)
    settles(player, 48)


def test_the_board_does_not_look_live_while_offline(relay: Relay, join: PlayerFactory) -> None:
    player = join(relay.url)
    board, dot = player.page.locator(".board"), player.page.locator(".board .dot")
    expect(board).to_have_css("filter", "none")
    live = dot.evaluate("dot => getComputedStyle(dot).backgroundColor")
    relay.cut()
    expect(board).to_have_css("filter", "grayscale(1)")
    expect(dot).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    relay.restore()
    expect(board).to_have_css("filter", "none", timeout=10_000)
    expect(dot).to_have_css("background-color", live)


def test_a_moment_offline_shows_no_banner(relay: Relay, join: PlayerFactory) -> None:
    """The banner and the dimmed board are for a second and more; a hiccup is nobody's business."""
    player = join(relay.url)
    expect(player.at("offline")).to_be_hidden()
    relay.cut()
    relay.restore()
    player.page.wait_for_timeout(700)
    expect(player.at("offline")).to_be_hidden()
    expect(player.page.locator(".board")).to_have_css("filter", "none")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=["stopped", "killed"])
def test_a_server_that_restarts_in_mid_game_costs_nothing_and_needs_no_reload(
    serve: ServerFactory, join: PlayerFactory, number: signal.Signals
) -> None:
    game = serve()
    player, witness = join(game.url), join(game.url)
    player.press_calmly(10)
    player.press(8)
    game.stop(number)
    player.press_calmly(10)
    player.sees("score", 28)
    game.start()
    expect(player.at("offline")).to_be_hidden(timeout=15_000)
    player.press(3)
    player.sees("score", 31)
    wait_until(lambda: witness.rows().get(player.handle) == 31, "the score with a witness", witness.rows)
    assert (player.loads, witness.loads) == (1, 1)
    settles(player, 31)


def test_presses_into_a_connection_that_is_closing_are_credited_once(serve: ServerFactory, join: PlayerFactory) -> None:
    """A server that stops says so first, and a slow network takes a while to close: what is sent meanwhile is lost."""
    game = serve()
    with Relay(game.port) as relay:
        player = join(relay.url)
        player.press(4)
        player.sees("score", 4)
        relay.lingers = True
        game.stop()
        player.press_calmly(6)
        player.rest()
        relay.lingers = False
        game.start()
        expect(player.at("offline")).to_be_hidden(timeout=15_000)
        settles(player, 10)


def test_a_stop_is_clean_and_the_next_start_knows_everybody(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve()
    player = join(game.url)
    handle = player.handle
    player.press(6)
    player.is_credited(6)
    assert game.stop() == 0
    assert "Traceback" not in game.log_text()
    game.start()
    player.reload()
    player.sees("score", 6)
    assert player.handle == handle


def settles(player: Player, score: int) -> None:
    """See that the server agrees: what a reload shows is what it has credited."""
    player.is_credited(score)
    player.reload()
    player.sees("score", score)
    player.sees("total", score)
