"""What a screen reader is told, and what it finds when it looks round."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.crowd import Crowd
from tests.e2e.player import Player, wait_until

pytestmark = pytest.mark.browser

# Each text that a live region has, in its order, once it has one.
LISTEN = """id => {
  const region = document.getElementById(id);
  window.heard = [];
  const hear = () => region.textContent && window.heard.push(region.textContent);
  new MutationObserver(hear).observe(region, {subtree: true, childList: true, characterData: true});
  hear();
}"""


def test_being_held_is_said_once_and_at_once(serve: ServerFactory, join: PlayerFactory) -> None:
    player = join(serve(throttle_presses=10, hold_s=60).url)
    expect(player.at("alarm")).to_have_role("alert")
    player.page.evaluate(LISTEN, "alarm")
    player.press(30)
    expect(player.at("alarm")).to_contain_text("Too fast")
    player.press(3)
    player.page.wait_for_timeout(1_500)  # the countdown goes on, and is not read out
    assert player.page.evaluate("window.heard") == [player.at("alarm").inner_text()]


def test_the_button_says_that_it_is_held(serve: ServerFactory, join: PlayerFactory) -> None:
    player = join(serve(throttle_presses=10, hold_s=60).url)
    expect(player.button).to_have_accessible_name("Press the button")
    player.press(30)
    expect(player.button).to_have_accessible_name("Held for pressing too fast. Press the button")


def test_the_end_of_a_run_is_said_before_and_after_once_each(serve: ServerFactory, join: PlayerFactory) -> None:
    player = join(serve(run_s=4, sweep_s=0.3).url)
    player.page.evaluate(LISTEN, "alarm")
    player.press(9)
    expect(player.at("run-over")).to_be_visible(timeout=10_000)
    assert player.page.evaluate("window.heard") == ["This run ends within a minute. Keep pressing."]
    expect(player.at("outcome")).to_have_role("status")
    expect(player.at("outcome")).to_have_text("That run came to 9.")
    expect(player.at("alarm")).to_be_empty()


def test_the_board_is_read_by_rank_also_while_places_change_hands(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve()
    with Crowd(game.port, size=30, changing=20) as crowd:
        player = join(game.url)
        crowd.busy.set()
        for _ in range(3):
            wait_until(lambda: len(read(player)) == 30, "all thirty", lambda: read(player))
            lines = read(player)
            assert [rank for rank, _ in lines] == list(range(1, 31))
            assert [score for _, score in lines] == sorted((score for _, score in lines), reverse=True)
            player.page.wait_for_timeout(700)


def test_the_board_that_is_read_follows_the_game_within_seconds(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve(board_rows=2)
    first, second = join(game.url), join(game.url)
    first.press(3)
    wait_until(lambda: read(second) == [(1, 3)], "the first line", lambda: read(second))
    second.press(5)
    wait_until(lambda: read(second) == [(1, 5), (2, 3)], "the second line", lambda: read(second))
    expect(second.page.get_by_role("listitem").filter(has_text=second.handle)).to_contain_text("you")
    expect(second.page.get_by_role("list", name="Top 2", exact=True)).to_be_attached()


def read(player: Player) -> list[tuple[int, int]]:
    """Give rank and score of each line of the board, in the order of the browser's accessibility tree."""
    session = player.context.new_cdp_session(player.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    texts = [node["name"]["value"] for node in nodes if node["role"]["value"] == "StaticText"]
    found = (re.fullmatch(r"(\d+)\. .+, ([\d,]+)(?:, you)?", text) for text in texts)
    return [(int(line[1]), int(line[2].replace(",", ""))) for line in found if line]
