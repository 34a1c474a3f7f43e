"""Ghosts to race where nobody else presses: from one word of the server on, by the page's own clock."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.days import run_yesterday
from tests.e2e.test_looks import violations

pytestmark = pytest.mark.browser


def test_alone_one_races_the_best_of_yesterday(serve: ServerFactory, join: PlayerFactory, tmp_path: Path) -> None:
    run_yesterday(tmp_path / "data", [3, 3, 30])
    player = join(serve().url)
    expect(player.at("chase")).to_have_text("Race Kiwi's ghost")
    expect(player.at("pursuit")).to_have_text("Yesterday's best run")
    expect(player.at("ghosts")).to_contain_text("Kiwi")
    expect(player.at("ghosts")).to_contain_text("36")
    assert violations(player) == []
    player.press(12)
    expect(player.at("chase")).to_have_text(re.compile("Leading by"))
    expect(player.at("pursuit")).to_contain_text("ahead of Kiwi's ghost")
    expect(player.at("chase")).to_have_text("24 behind Kiwi's ghost")
    assert player.number("rank") == 1


def test_a_reload_finds_the_ghost_where_it_would_be(serve: ServerFactory, join: PlayerFactory, tmp_path: Path) -> None:
    run_yesterday(tmp_path / "data", [2, 40])
    player = join(serve().url)
    player.press(3)
    player.is_credited(3)
    expect(player.at("chase")).to_have_text("39 behind Kiwi's ghost")
    player.reload()
    expect(player.at("chase")).to_have_text("39 behind Kiwi's ghost")


def test_people_come_before_ghosts(serve: ServerFactory, join: PlayerFactory, tmp_path: Path) -> None:
    run_yesterday(tmp_path / "data", [50])
    game = serve()
    player, rival = join(game.url), join(game.url)
    expect(player.at("chase")).to_have_text("Race Kiwi's ghost")
    rival.press(9)
    player.press(2)
    expect(player.at("chase")).to_have_text(f"7 behind {rival.handle}")
    expect(player.at("ghosts")).to_be_hidden()
    player.at("tab-best").click()
    expect(player.at("ghosts")).to_be_hidden()


def test_my_own_best_is_no_ghost(serve: ServerFactory, join: PlayerFactory) -> None:
    player = join(serve(run_s=2, sweep_s=0.2).url)
    player.press(12)
    expect(player.at("day-place")).to_be_visible()
    player.press(3)
    expect(player.at("chase")).to_have_text("9 to your best")


def test_without_anybody_there_is_no_ghost(join: PlayerFactory, serve: ServerFactory) -> None:
    player = join(serve().url)
    expect(player.at("chase")).to_have_text("The lead is free")
    assert player.at("ghosts").get_by_role("listitem").count() == 0
