"""Hammering: held to one press in a while, with a countdown, and nothing earned is lost."""

import time

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.player import wait_until

pytestmark = pytest.mark.browser

WATCH_SCORE = """() => {
  const score = document.getElementById('score');
  window.scores = [+score.textContent];
  new MutationObserver(() => window.scores.push(+score.textContent))
    .observe(score, {subtree: true, childList: true, characterData: true});
}"""


def test_hammering_is_held_with_a_countdown_and_keeps_what_was_earned(
    serve: ServerFactory, join: PlayerFactory
) -> None:
    game = serve(throttle_presses=10, hold_s=4, hold_every_s=60)
    player = join(game.url)
    began = time.monotonic()
    player.press(40)
    expect(player.at("held")).to_be_visible()
    first = player.number("held")
    assert 1 <= first <= 4
    # What didn't count disappears again; the 10 of each window before the hold stay, and its one may be there.
    most = 12 + 10 * (time.monotonic() - began)
    wait_until(
        lambda: 10 <= player.number("score") == player.told_score <= most,
        "only what counts",
        lambda: (player.number("score"), player.told_score, most),
    )
    wait_until(lambda: player.number("held") < first, "the countdown to run", lambda: player.number("held"))
    expect(player.at("held")).to_be_hidden(timeout=8_000)
    score = player.number("score")
    player.press()
    player.sees("score", score + 1)
    player.reload()
    player.sees("score", score + 1)


def test_going_on_hammering_goes_on_being_held(serve: ServerFactory, join: PlayerFactory) -> None:
    """In a window that is long enough for a slow machine to hammer in, and for longer than a hold lasts."""
    game = serve(throttle_presses=10, throttle_window_s=10, hold_s=5, hold_every_s=600)
    player = join(game.url)
    player.press(30)
    expect(player.at("held")).to_be_visible()
    until = time.monotonic() + 8
    while time.monotonic() < until:
        player.press(20)
        player.page.wait_for_timeout(500)
    expect(player.at("held")).to_be_visible()
    wait_until(
        lambda: player.number("score") == player.told_score <= 13,
        "what was pressed last to be answered",
        lambda: (player.number("score"), player.told_score),
    )


def test_fifty_presses_in_a_second_are_play(join: PlayerFactory) -> None:
    player = join()
    player.press_calmly(60)
    player.sees("score", 60)
    player.reload()
    player.sees("score", 60)
    expect(player.at("held")).to_be_hidden()


def test_while_held_a_press_that_does_not_count_leaves_the_score_alone(
    serve: ServerFactory, join: PlayerFactory
) -> None:
    """It must not go up with each press and down again with each answer."""
    game = serve(throttle_presses=10, hold_s=60, hold_every_s=60)
    player = join(game.url)
    player.press(30)
    expect(player.at("held")).to_be_visible()
    player.rest()
    player.page.evaluate(WATCH_SCORE)
    for _ in range(5):
        player.press(3)
        player.rest()
    scores: list[int] = player.page.evaluate("window.scores")
    assert scores == sorted(scores), scores
    assert scores[-1] - scores[0] <= 1, scores  # the one in a while that may count


def test_while_held_the_press_that_counts_shows(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve(throttle_presses=10, hold_s=60, hold_every_s=1)
    player = join(game.url)
    player.press(30)
    expect(player.at("held")).to_be_visible()
    player.rest()
    score = player.number("score")
    player.page.wait_for_timeout(1_000)
    player.press()
    player.sees("score", score + 1)
