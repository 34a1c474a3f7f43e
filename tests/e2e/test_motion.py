"""What moves on the page, and what doesn't need to because nobody sees it."""

import itertools

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.crowd import Crowd
from tests.e2e.player import wait_until

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
WATCH = """() => {
  window.glided = 0;
  addEventListener('transitionrun', event => window.glided += event.target.className === 'row');
}"""
MOVING = "document.getAnimations().filter(one => one.playState === 'running').map(one => one.animationName)"

# What has begun to move from now on: on a slow machine it is over before anybody can look.
BEGAN = "() => { window.begun = []; addEventListener('animationstart', event => begun.push(event.animationName)); }"

CALM_MS = 1_000  # more than the page asks for between two glides

# For so many milliseconds, each frame's rows in sight from the top down: the rank, the upper edge and the lower one.
FRAMES = """ms => new Promise(resolve => {
  const frames = [], began = performance.now(), board = document.getElementById('board');
  const edges = board.parentElement.getBoundingClientRect();
  const look = now => {
    const rows = [...board.querySelectorAll('[data-row]:not([hidden])')].map(row => {
      const box = row.getBoundingClientRect();
      return [+row.dataset.rank, box.top, box.bottom];
    });
    frames.push(rows.filter(row => row[1] >= edges.top && row[2] <= edges.bottom).sort((one, two) => one[1] - two[1]));
    now - began < ms ? requestAnimationFrame(look) : resolve(frames);
  };
  requestAnimationFrame(look);
})"""

# What is written into the board's rows from now on: in what, and what.
WRITTEN = """() => {
  window.written = [];
  new MutationObserver(list => list.forEach(({target}) => written.push([target.parentElement.className, target.data])))
    .observe(document.getElementById('board'), {subtree: true, characterData: true});
}"""

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
    player.page.evaluate(BEGAN)
    player.press()

    def begun() -> set[str]:
        return {name.split("-")[0] for name in player.page.evaluate("window.begun")}

    wait_until(lambda: begun() >= {"thump", "float"}, "both have begun", begun)


def test_each_press_in_the_air_has_a_plus_one_of_its_own(join: PlayerFactory) -> None:
    player = join()
    player.press(3)
    moving = player.page.evaluate(MOVING)
    assert sum(name.startswith("float") for name in moving if name) == 3


def test_with_less_motion_a_plus_one_fades_where_it_is(join: PlayerFactory) -> None:
    player = join(reduced_motion="reduce")
    player.press()
    moving = player.page.evaluate(MOVING)
    assert "vanish" in moving
    assert not any(name.startswith(("thump", "float")) for name in moving)


def test_a_press_draws_nothing_but_the_score_in_its_own_frame(join: PlayerFactory) -> None:
    """The numbers, the ring and the message follow; a slow phone shows the count the sooner."""
    player = join()
    player.press()
    player.rest()
    # A clock of the page may fall into the same frame now and then.
    changed = [player.button.evaluate(CHANGED_AT_ONCE) for _ in range(5)]
    assert ["score"] in changed
    assert all("score" in each for each in changed)
    player.sees("total", 6)


def test_a_row_out_of_sight_comes_to_be_true_all_the_same(join: PlayerFactory) -> None:
    """On a phone the board is a sheet that is down: its rows take turns, and none is forgotten when boards rest."""
    watcher, presser = join(viewport=PHONE), join()
    presser.press(3)
    wait_until(lambda: watcher.rows().get(presser.handle) == 3, "the last score", watcher.rows)
    expect(watcher.row(presser.handle)).to_have_attribute("data-near", "false")


def test_a_row_is_in_sight_once_it_is_scrolled_to(join: PlayerFactory) -> None:
    watcher, presser = join(viewport=PHONE), join()
    presser.press(2)
    watcher.open_board()
    row = watcher.row(presser.handle)
    row.scroll_into_view_if_needed()
    expect(row).to_have_attribute("data-near", "true")


def test_a_row_that_overtakes_another_glides_to_its_new_rank(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve()
    watcher, first, second = join(game.url, viewport=DESK), join(game.url), join(game.url)
    first.press(1)
    second.press(2)
    wait_until(lambda: {first.handle, second.handle} <= watcher.rows().keys(), "both", watcher.rows)
    watcher.page.wait_for_timeout(CALM_MS)
    watcher.page.evaluate(WATCH)
    first.press(2)
    wait_until(lambda: watcher.rows()[first.handle] == 3, "the new score", watcher.rows)
    wait_until(lambda: watcher.page.evaluate("window.glided") > 0, "a glide")


def test_a_board_numbers_its_places_itself_and_a_row_is_written_to_for_its_score_alone(
    serve: ServerFactory, join: PlayerFactory
) -> None:
    """What places change hands for is a matter of where rows are: no number of a place is written anew for it."""
    game = serve()
    watcher, first, second = join(game.url, viewport=DESK), join(game.url), join(game.url)
    first.press(2)
    second.press(1)
    wait_until(lambda: watcher.rows() == {first.handle: 2, second.handle: 1}, "both", watcher.rows)
    expect(watcher.at("board")).to_have_attribute("data-first", "1\n2")
    watcher.page.evaluate(WRITTEN)
    second.press(2)
    wait_until(lambda: watcher.rows() == {second.handle: 3, first.handle: 2}, "the other order", watcher.rows)
    assert {where for where, _ in watcher.page.evaluate("window.written")} == {"points"}


def test_a_row_is_laid_out_without_the_others(join: PlayerFactory) -> None:
    """A grid's items are laid out together, whatever each contains."""
    player = join(viewport=PHONE)
    player.press()
    row = player.row(player.handle)
    row.wait_for(state="attached")
    expect(row).to_have_css("position", "absolute")
    expect(row).to_have_css("contain", "size layout style")


def test_at_any_moment_of_a_busy_game_each_line_of_the_board_is_one_row(
    serve: ServerFactory, join: PlayerFactory
) -> None:
    """A machine that stalls may make the game look calm once: then one row glides."""
    game = serve(watch_bytes_s=1_000_000)
    with Crowd(game.port, size=40, changing=20) as crowd:
        watcher = join(game.url, viewport=DESK)
        crowd.busy.set()
        watcher.page.wait_for_timeout(CALM_MS)
        frames: list[list[list[float]]] = watcher.page.evaluate(FRAMES, 4_000)
    assert all(len(rows) >= 8 for rows in frames)
    torn = [rows for rows in frames if not reads_as_a_board(rows)]
    assert len(torn) <= len(frames) * 0.06, torn[:1]


def reads_as_a_board(rows: list[list[float]]) -> bool:
    """Tell whether *rows*, from the top down, are in the order of their ranks and leave each other room."""
    return all(below[0] == above[0] + 1 and below[1] >= above[2] - 3 for above, below in itertools.pairwise(rows))
