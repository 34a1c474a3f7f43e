"""The race in one strip: who is ahead, who is behind, by how much, and the own best as a line to pass."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.player import Player, wait_until

pytestmark = pytest.mark.browser

SCREENS = [(390, 844), (320, 568), (844, 390)]

# How often the text of the element with that id changes within so many milliseconds.
CHANGES = """([id, ms]) => new Promise(resolve => {
  let changes = 0;
  const watcher = new MutationObserver(() => changes++);
  watcher.observe(document.getElementById(id), {subtree: true, childList: true, characterData: true});
  setTimeout(() => resolve(changes), ms);
})"""


def test_the_strip_says_who_is_ahead_and_who_is_behind_and_by_how_much(
    serve: ServerFactory, join: PlayerFactory
) -> None:
    first, middle, last = three(serve, join)
    expect(middle.at("chase")).to_have_text(f"5 behind {first.handle}")
    expect(middle.at("pursuit")).to_have_text(f"2 ahead of {last.handle}")
    assert middle.number("rank") == 2
    expect(first.at("chase")).to_have_text("Leading by 5")
    wait_until(lambda: first.number("rank") == 1, "the first place")
    wait_until(lambda: last.number("rank") == 3, "the last place")


def test_my_own_press_moves_the_race_before_the_server_knows_of_it(serve: ServerFactory, join: PlayerFactory) -> None:
    first, middle, _ = three(serve, join)
    middle.context.set_offline(offline=True)
    middle.press(6)
    expect(middle.at("chase")).to_have_text("Leading by 1")
    assert middle.number("rank") == 1
    expect(middle.at("pursuit")).to_have_text(f"ahead of {first.handle}")


def test_whoever_is_passed_is_named_and_the_rank_leaps(serve: ServerFactory, join: PlayerFactory) -> None:
    first, middle, _ = three(serve, join)
    expect(middle.at("chase")).to_have_text(f"5 behind {first.handle}")
    expect(middle.at("passed")).to_have_count(0)
    before = middle.at("rank").get_attribute("data-pass") or ""
    middle.press_calmly(6)
    expect(middle.at("passed")).to_have_text(f"Passed {first.handle}")
    expect(middle.at("rank")).not_to_have_attribute("data-pass", before)
    expect(middle.at("passed")).to_have_count(0)  # it gives way to what is to be known


def test_who_comes_back_ahead_of_others_has_passed_nobody_by_that(serve: ServerFactory, join: PlayerFactory) -> None:
    first, *_ = three(serve, join)
    first.page.reload()
    first.settle()
    expect(first.at("chase")).to_have_text("Leading by 5")
    expect(first.at("passed")).to_have_count(0)


def test_of_equals_the_first_to_come_is_ahead(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve()
    first, second = join(game.url), join(game.url)
    first.press(3)
    first.is_credited(3)
    second.press(3)
    expect(second.at("chase")).to_have_text(f"Level with {first.handle}")
    expect(first.at("chase")).to_have_text("Leading")
    expect(first.at("pursuit")).to_have_text(f"{second.handle} is level with you")


def test_the_others_are_read_once_a_second_at_most(serve: ServerFactory, join: PlayerFactory) -> None:
    """Their scores come ten times a second, and nobody can read that."""
    game = serve()
    watcher, other = join(game.url), join(game.url)
    watcher.press()
    watcher.is_credited(1)
    watcher.page.evaluate(f"void (window.changes = ({CHANGES})(['chase', 3000]))")
    other.press_calmly(30)
    assert 1 <= watcher.page.evaluate("window.changes") <= 4


def test_below_the_boards_last_line_the_server_says_who_is_ahead(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve(board_rows=1, standing_s=0.3)
    first, second, third = (join(game.url) for _ in range(3))
    for player, presses in ((first, 9), (second, 6), (third, 2)):
        player.press(presses)
        player.is_credited(presses)
    expect(third.at("chase")).to_have_text(f"4 behind {second.handle}")
    assert third.number("rank") == 3


def test_who_has_not_pressed_yet_is_invited(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve()
    newcomer, other = join(game.url), join(game.url)
    expect(newcomer.at("chase")).to_have_text("The lead is free")
    other.press(4)
    expect(newcomer.at("chase")).to_have_text(f"4 behind {other.handle}")
    expect(newcomer.at("pursuit")).to_have_text("One press, and you are in.")


def test_alone_the_own_best_is_what_there_is_to_beat(serve: ServerFactory, join: PlayerFactory) -> None:
    player = join(serve(run_s=2, sweep_s=0.2).url)
    player.press(7)
    expect(player.at("recap")).to_be_visible()
    player.press(3)
    expect(player.at("chase")).to_have_text("4 to your best")
    player.press(5)
    expect(player.at("pursuit")).to_contain_text("Your best run yet")


def test_among_others_the_own_best_stays_a_line_to_pass(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve(run_s=2, sweep_s=0.2)
    player = join(game.url)
    player.press(7)
    expect(player.at("recap")).to_be_visible()
    rival = join(game.url)
    rival.press(20)
    player.press(3)
    expect(player.at("chase")).to_have_text(f"17 behind {rival.handle}")
    expect(player.at("pursuit")).to_contain_text("4 to your best")
    assert player.page.locator(".lane .line").count() == 1


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_on_a_phone_score_race_and_button_are_on_one_screen(join: PlayerFactory, width: int, height: int) -> None:
    player = join(viewport={"width": width, "height": height})
    player.press(3)
    for element in ("score", "race", "press"):
        expect(player.at(element)).to_be_in_viewport(ratio=1)


def test_the_race_is_not_read_out_by_itself(join: PlayerFactory) -> None:
    race = join().at("race")
    expect(race).to_have_role("group")
    assert race.evaluate("one => !one.closest('[aria-live], [role=status], [role=alert]')")
    assert race.locator("[aria-live], [role=status], [role=alert]").count() == 0


def three(serve: ServerFactory, join: PlayerFactory) -> tuple[Player, Player, Player]:
    """Let three players in, with 12, 7 and 5 presses."""
    game = serve()
    first, middle, last = (join(game.url) for _ in range(3))
    for player, presses in ((first, 12), (middle, 7), (last, 5)):
        player.press(presses)
        player.is_credited(presses)
    wait_until(lambda: len(middle.rows()) == 3, "all three", middle.rows)
    return first, middle, last
