"""What moves on the page, and what doesn't need to because nobody sees it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory
from tests.e2e.player import wait_until

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
WATCH = """() => {
  window.glided = 0;
  addEventListener('transitionrun', event => window.glided += event.target.className === 'row');
}"""
MOVING = "document.getAnimations().filter(one => one.playState === 'running').map(one => one.animationName)"

# Ids of what a press changes before the next frame is drawn.
CHANGED_AT_ONCE = """button => new Promise(resolve => {
  const changed = new Set();
  const watcher = new MutationObserver(list => list.forEach(one => changed.add(one.target.parentElement.id)));
  watcher.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
  button.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true}));
  requestAnimationFrame(() => resolve([...changed]));
})"""


def test_a_press_moves_the_cap_and_lets_a_plus_one_fly(join: PlayerFactory) -> None:
    player = join()
    player.press()
    moving = player.page.evaluate(MOVING)
    assert {name.split("-")[0] for name in moving if name} >= {"thump", "float"}


def test_each_press_in_the_air_has_a_plus_one_of_its_own(join: PlayerFactory) -> None:
    player = join()
    player.press(3)
    moving = player.page.evaluate(MOVING)
    assert sum(name.startswith("float") for name in moving if name) == 3


def test_with_less_motion_a_plus_one_fades_where_it_is(join: PlayerFactory) -> None:
    player = join(reduced_motion="reduce")
    player.press()
    assert player.page.evaluate(MOVING) == ["vanish"]


def test_a_press_draws_nothing_but_the_score_in_its_own_frame(join: PlayerFactory) -> None:
    """The numbers, the ring and the message follow; a slow phone shows the count the sooner."""
    player = join()
    player.press()
    player.rest()
    assert player.button.evaluate(CHANGED_AT_ONCE) == ["score"]
    player.sees("total", 2)


def test_a_row_out_of_sight_comes_to_be_true_all_the_same(join: PlayerFactory) -> None:
    """On a phone the board lies below the button: its rows take turns, and none is forgotten when boards rest."""
    watcher, presser = join(viewport=PHONE), join()
    presser.press(3)
    wait_until(lambda: watcher.rows().get(presser.handle) == 3, "the last score", watcher.rows)
    expect(watcher.row(presser.handle)).to_have_attribute("data-near", "false")


def test_a_row_is_in_sight_once_it_is_scrolled_to(join: PlayerFactory) -> None:
    watcher, presser = join(viewport=PHONE), join()
    presser.press(2)
    row = watcher.row(presser.handle)
    row.scroll_into_view_if_needed()
    expect(row).to_have_attribute("data-near", "true")


def test_a_row_that_is_seen_glides_to_its_new_rank(join: PlayerFactory) -> None:
    watcher, first, second = join(viewport=DESK), join(), join()
    first.press(1)
    second.press(2)
    wait_until(lambda: {first.handle, second.handle} <= watcher.rows().keys(), "both", watcher.rows)
    watcher.row(first.handle).scroll_into_view_if_needed()
    watcher.rest()
    watcher.page.evaluate(WATCH)
    first.press(2)
    wait_until(lambda: watcher.rows()[first.handle] == 3, "the new score", watcher.rows)
    assert watcher.page.evaluate("window.glided") > 0
