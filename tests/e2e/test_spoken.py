"""What a screen reader is told, and what it finds when it looks round."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory, ServerFactory

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
