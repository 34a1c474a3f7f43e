"""What a newcomer is told and asked, once each, in the race's place."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory, ServerFactory

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"has_touch": True, "is_mobile": True, "viewport": {"width": 390, "height": 844}}
NARROW: dict[str, Any] = {**PHONE, "viewport": {"width": 320, "height": 568}}
SIDEWAYS: dict[str, Any] = {**PHONE, "viewport": {"width": 844, "height": 390}}
INSIDE = """note => {
  const within = (one, all) => one.left >= all.left - 1 && one.right <= all.right + 1 && one.bottom <= all.bottom + 1;
  const all = note.getBoundingClientRect();
  const holds = one => one.scrollWidth <= one.clientWidth;
  return [...note.querySelectorAll('*')].every(one => within(one.getBoundingClientRect(), all))
    && [...note.querySelectorAll('p')].every(holds);
}"""


def test_a_first_visit_is_told_the_three_rules_as_the_server_has_them(
    serve: ServerFactory, join: PlayerFactory
) -> None:
    player = join(serve(run_s=120, throttle_presses=40).url)
    hint = player.at("hint")
    expect(hint).to_contain_text("Press. After 2 minutes without a press the run is over.")
    expect(hint).to_contain_text("More than 40 in a second is held.")
    hint.get_by_role("link", name="How it works").click()
    player.page.wait_for_url("**/about")


def test_the_first_few_presses_put_the_rules_away_for_good(join: PlayerFactory) -> None:
    player = join()
    player.press(2)
    player.rest()
    expect(player.at("hint")).to_be_visible()
    before = player.button.bounding_box()
    player.press()
    expect(player.at("hint")).to_be_hidden()
    assert player.button.bounding_box() == before
    expect(player.at("race")).not_to_have_attribute("inert", "")
    player.reload()
    player.rest()
    expect(player.at("hint")).to_have_count(0)


def test_its_button_puts_the_rules_away_for_good_and_leads_to_the_other_one(join: PlayerFactory) -> None:
    player = join()
    player.at("got-it").click()
    expect(player.at("hint")).to_have_count(0)
    expect(player.button).to_be_focused()
    player.reload()
    player.rest()
    expect(player.at("hint")).to_have_count(0)


def test_in_a_pause_it_is_asked_once_whether_presses_may_be_heard_and_felt(join: PlayerFactory) -> None:
    player = join(**PHONE)
    player.press(4)
    player.rest()
    expect(player.at("question")).to_have_count(0)
    expect(player.at("question")).to_be_visible(timeout=8_000)
    player.at("ask-sound").tap()
    player.at("ask-vibration").tap()
    for switch in ("sound", "vibration"):
        expect(player.at(switch)).to_have_attribute("aria-pressed", "true")
    player.at("asked").tap()
    expect(player.at("question")).to_have_count(0)
    player.reload()
    expect(player.at("sound")).to_have_attribute("aria-pressed", "true")
    player.page.wait_for_timeout(5_000)
    expect(player.at("question")).to_have_count(0)


def test_who_goes_on_pressing_is_not_asked_now(join: PlayerFactory) -> None:
    player = join()
    player.press(4)
    expect(player.at("question")).to_be_visible(timeout=8_000)
    player.press()
    expect(player.at("question")).to_have_count(0)
    expect(player.at("question")).to_be_visible(timeout=8_000)


@pytest.mark.parametrize("profile", [PHONE, NARROW, SIDEWAYS, {}])
def test_a_note_holds_all_that_is_in_it_and_leaves_the_button_alone(
    join: PlayerFactory, profile: dict[str, Any]
) -> None:
    player = join(**profile)
    for note in ("hint", "question"):
        if note == "question":
            player.at("got-it").click()
        expect(player.at(note)).to_be_visible(timeout=8_000)
        assert player.at(note).evaluate(INSIDE), note
        box, button = player.at(note).bounding_box(), player.button.bounding_box()
        assert box is not None
        assert button is not None
        assert box["y"] + box["height"] <= button["y"] or box["x"] >= button["x"] + button["width"]


@pytest.mark.parametrize("profile", [PHONE, NARROW])
def test_the_head_of_a_phone_is_one_line_with_room_for_the_handle(join: PlayerFactory, profile: dict[str, Any]) -> None:
    player = join(**profile)
    expect(player.at("vibration")).to_be_visible()
    name = f"Wolfgang {profile['viewport']['width']}"
    player.rename(name)
    expect(player.handle_input).not_to_be_focused()  # it is drawn anew when the handle is the player's
    expect(player.handle_input).to_have_value(name)
    player.rest()
    handle, switch = player.handle_input.bounding_box(), player.at("theme").bounding_box()
    assert handle is not None
    assert switch is not None
    assert abs(handle["y"] - switch["y"]) < 4
    assert handle["width"] >= 110
