"""Fair play from the page's side: what a script presses is known as that, and what a hand presses is not."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory
from tests.e2e.player import wait_until
from tests.e2e.test_looks import violations

pytestmark = pytest.mark.browser

BATCH = 75
SCRIPT = """(presses) => { for (let press = 0; press < presses; press++)
  document.getElementById('press').dispatchEvent(new PointerEvent('pointerdown', {bubbles: true, button: 0})) }"""


def test_a_script_that_presses_is_off_the_boards_and_its_player_sees_why(join: PlayerFactory) -> None:
    player, other = join(), join()
    other.press()
    player.press()
    player.is_credited(1)
    for _ in range(2):
        player.page.evaluate(SCRIPT, BATCH)
    player.is_refused("marked")
    wait_until(lambda: player.handle not in other.rows(), "off the other's board")
    assert player.number("score") > 1
    own = player.page.locator("a[href^='/p/']").first.get_attribute("href")
    player.page.goto(f"{player.url.rstrip('/')}{own}")
    card = player.at("fair-classic")
    expect(card).to_contain_text("Presses that no mouse, key or screen made")
    card.get_by_role("button", name="Follow a beat").click()
    expect(player.at("pad")).to_be_focused()
    player.page.keyboard.press("Space")
    assert violations(player) == []


def test_presses_of_a_hand_are_told_as_such(join: PlayerFactory) -> None:
    player, sent = join(), list[str]()
    player.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
    player.reload()
    player.press_calmly(BATCH)
    wait_until(lambda: any("play.measure" in frame for frame in sent), "when the presses were")
    (told,) = [re.findall(r'"times":\[([^]]*)\]', frame)[0] for frame in sent if "play.measure" in frame]
    times = [int(time) for time in told.split(",")]
    assert len(times) == BATCH
    assert 0 < times[0] < times[-1]
    assert times == sorted(times)
    assert player.at("notice").is_hidden()
