"""Arenas: each with its own button, board and crowd, one's own by link, and one that is not there."""

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from clickgame.core.arenas import ARENAS, ArenaKind, kind_of
from tests.core.words import rude_words
from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.player import Player, wait_until
from tests.e2e.server import GameServer
from tests.e2e.test_looks import violations

pytestmark = pytest.mark.browser

MOVED = "document.getElementById('press').getBoundingClientRect().x"


def enter(join: PlayerFactory, game: GameServer, arena: str) -> Player:
    """Let somebody into *arena*."""
    player = join(f"{game.url}/a/{arena}")
    expect(player.at("place")).to_have_text(kind_of(arena).title)
    return player


def test_each_arena_has_a_score_and_a_board_of_its_own(join: PlayerFactory, game: GameServer) -> None:
    runner = enter(join, game, "marathon")
    runner.press(5)
    runner.is_credited(5)
    expect(runner.row(runner.handle)).to_be_visible()
    runner.page.goto(game.url)
    expect(runner.at("place")).to_have_text("Classic")
    expect(runner.at("score")).to_have_text("0")
    expect(runner.row(runner.handle)).to_be_hidden()
    runner.page.goto(f"{game.url}/a/marathon")
    expect(runner.at("score")).to_have_text("5")


@pytest.mark.parametrize("kind", ARENAS[1:], ids=lambda kind: kind.key)
def test_before_the_first_press_one_is_told_what_is_different(
    join: PlayerFactory, game: GameServer, kind: ArenaKind
) -> None:
    player = enter(join, game, kind.key)
    expect(player.at("hint")).to_contain_text(kind.text)
    if kind.look != "blindfold":
        expect(player.at("message")).to_have_text(kind.text)
    for board in ("live", "top", "today", "week", "all", "best"):
        tab = player.at(f"tab-{board}")
        expect(tab).to_be_visible(visible=board in kind.boards)
    expect(player.at(f"tab-{kind.boards[0]}")).to_have_attribute("aria-pressed", "true")
    assert player.page.title().startswith(kind.title)
    assert violations(player) == []


def test_a_sprint_counts_down_from_its_first_press_whatever_is_pressed(join: PlayerFactory, game: GameServer) -> None:
    player = enter(join, game, "sprint")
    player.press()
    expect(player.at("run-left")).to_have_text("57 s", timeout=15_000)
    player.press(3)
    player.is_credited(4)
    assert int(player.at("run-left").inner_text().removesuffix(" s")) <= 57


def test_a_metronome_stops_by_itself(join: PlayerFactory, serve: ServerFactory) -> None:
    player = enter(join, serve(sweep_s=0.5), "metronome")
    player.press()
    expect(player.at("run-left")).to_be_visible()
    expect(player.at("recap")).to_be_visible(timeout=20_000)


def test_a_button_that_runs_away_is_elsewhere_after_the_tenth_press(join: PlayerFactory, game: GameServer) -> None:
    player = enter(join, game, "runaway")
    player.press(9)
    player.is_credited(9)
    before = player.page.evaluate(MOVED)
    player.press()
    player.is_credited(10)
    wait_until(lambda: abs(player.page.evaluate(MOVED) - before) > 8, "the button to be elsewhere")


def test_who_wears_a_blindfold_sees_no_score(join: PlayerFactory, game: GameServer) -> None:
    player = enter(join, game, "blindfold")
    player.press(12)
    wait_until(lambda: (player.page.title(), player.told_score)[1] == 12, "12 presses to be credited")
    for hidden in ("score", "message", "total"):
        assert player.at(hidden).evaluate("element => getComputedStyle(element).visibility") == "hidden"


def test_an_arena_of_ones_own_is_opened_and_played_by_its_link(join: PlayerFactory, game: GameServer) -> None:
    owner = join(game.url)
    owner.page.goto(f"{game.url}/arenas")
    expect(owner.page.locator("#arenas li")).to_have_count(len(ARENAS))
    owner.page.locator("[name=title]").fill("Lunch break")
    owner.page.locator("[name=kind]").select_option("sprint")
    owner.page.get_by_role("button", name="Open it").click()
    link = owner.page.locator("#mine a")
    expect(link).to_contain_text("Lunch break")
    assert violations(owner) == []
    path = link.get_attribute("href")
    friend = join(f"{game.url}{path}")
    expect(friend.at("place")).to_have_text("Lunch break")
    friend.press(3)
    friend.is_credited(3)
    other = join(game.url)
    other.page.goto(f"{game.url}/arenas")
    expect(other.page.locator("#arenas li")).to_have_count(len(ARENAS))
    expect(other.page.locator("#mine li")).to_have_count(0)


@pytest.mark.parametrize(
    ("title", "code"),
    [("<b>", "title_invalid"), ("Official arena", "title_reserved"), (rude_words("en")[0], "title_rude")],
)
def test_a_title_that_is_none_is_refused_and_nothing_is_opened(
    join: PlayerFactory, game: GameServer, title: str, code: str
) -> None:
    player = join(game.url)
    player.page.goto(f"{game.url}/arenas")
    player.page.locator("[name=title]").fill(title)
    player.page.get_by_role("button", name="Open it").click()
    expect(player.at("notice")).to_have_attribute("data-code", code)
    expect(player.page.locator("#mine li")).to_have_count(0)


def test_the_list_tells_who_comes(join: PlayerFactory, serve: ServerFactory) -> None:
    game = serve()
    looking = join(game.url)
    looking.page.goto(f"{game.url}/arenas")
    here = looking.page.locator("[data-arena=runaway] b")
    expect(here).to_have_text("0")
    player = enter(join, game, "runaway")
    expect(here).to_have_text("1")
    player.page.goto("about:blank")
    expect(here).to_have_text("0")


def test_an_address_of_no_arena_says_so_and_leads_home(game: GameServer) -> None:
    with pytest.raises(HTTPError) as refusal:
        urlopen(f"{game.url}/a/nowhere")  # noqa: S310  # our own server
    assert refusal.value.code == 404
    assert "Nothing here" in refusal.value.read().decode()
