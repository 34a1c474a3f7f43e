"""Following: kept by the browser, marked on the boards, and a board of those whom one follows."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.days import play_days, token_of
from tests.e2e.player import Player, wait_until
from tests.e2e.test_looks import violations

pytestmark = pytest.mark.browser

HANDLES = tuple(f"Player {letter}" for letter in "ABCDEFGH")


@pytest.fixture
def fan(serve: ServerFactory, join: PlayerFactory) -> Player:
    """Somebody who follows the last of eight, on a board of five lines."""
    game = serve(board_rows=5, followed_s=0.2, standing_s=0.2)
    game.stop()
    play_days(game.data, 1, handles=HANDLES)
    game.start()
    last = join(game.url)
    last.context.add_cookies([{"name": "clickgame", "value": token_of(HANDLES[-1]), "url": game.url}])
    last.page.goto(game.url)
    expect(last.handle_input).to_have_value(HANDLES[-1])
    last.at("streak").click()
    expect(last.at("whose")).to_have_text(HANDLES[-1])
    fan = join(game.url)
    fan.page.goto(last.page.url)
    fan.at("follow").click()
    expect(fan.at("follow")).to_have_attribute("aria-pressed", "true")
    fan.page.goto(game.url)
    return fan


def alone(player: Player) -> list[str]:
    """Read the handles on the board of those whom the player follows."""
    return player.page.locator("#followed .name a").all_inner_texts()


def test_the_board_can_show_them_alone_wherever_they_stand(fan: Player) -> None:
    fan.at("tab-all").click()
    wait_until(lambda: len(fan.rows()) == 5, "the board", fan.rows)
    assert HANDLES[-1] not in fan.rows()
    fan.at("only-followed").click()
    wait_until(lambda: alone(fan) == [HANDLES[-1]], "the one who is followed", lambda: alone(fan))
    expect(fan.page.locator("#followed .row")).to_have_attribute("data-rank", "8")
    expect(fan.at("board")).to_be_hidden()
    fan.press(2)
    wait_until(lambda: alone(fan) == [HANDLES[-1], fan.handle], "me as well", lambda: alone(fan))
    fan.at("only-followed").click()
    expect(fan.at("followed")).to_have_count(0)
    expect(fan.at("board")).to_be_visible()


def test_another_board_has_its_own_and_one_without_them_says_so(fan: Player) -> None:
    fan.at("only-followed").click()
    expect(fan.page.get_by_text("None of you is on this board yet.")).to_be_visible()
    fan.at("tab-best").click()
    wait_until(lambda: alone(fan) == [HANDLES[-1]], "the one who is followed", lambda: alone(fan))
    assert violations(fan) == []


def test_who_is_followed_is_marked_and_stays_so_over_a_reload(fan: Player) -> None:
    fan.at("only-followed").click()
    fan.at("tab-best").click()
    fan.reload()
    expect(fan.at("everyone")).not_to_have_text("0")  # it has its board
    fan.at("tab-best").click()
    fan.at("only-followed").click()
    mark = fan.page.locator("#followed .name a")
    expect(mark).to_have_attribute("data-followed", "true")
    mark.click()
    expect(fan.at("follow")).to_have_attribute("aria-pressed", "true")
    fan.at("follow").click()
    expect(fan.at("follow")).to_have_attribute("aria-pressed", "false")
    fan.page.goto(fan.url)
    fan.settle()
    expect(fan.at("only-followed")).to_have_count(0)


def test_the_champion_of_yesterday_has_a_crown_on_every_board(fan: Player) -> None:
    fan.at("tab-best").click()
    wait_until(lambda: len(fan.rows()) == 5, "the board", fan.rows)
    expect(fan.row(HANDLES[0]).locator(".crown")).to_have_count(1)
    expect(fan.page.locator("#board .crown")).to_have_count(1)


def test_a_list_that_somebody_wrote_by_hand_does_no_harm(fan: Player) -> None:
    """More than anybody may follow, and what nobody is called."""
    fan.page.evaluate("localStorage.setItem('clickgame-followed', Array(5000).fill('x').join())")
    fan.reload()
    fan.at("only-followed").click()
    expect(fan.page.get_by_text("None of you is on this board yet.")).to_be_visible()
    assert fan.at("notice").count() == 0
