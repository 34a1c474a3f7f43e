"""A page that is not let in says why, and is in by itself once there is a place."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.e2e.server import GameServer
from tests.gateway.client import Client

pytestmark = pytest.mark.browser


def test_a_page_that_finds_the_game_full_says_so_and_comes_in_later(tmp_path: Path, browser: Browser) -> None:
    with GameServer(tmp_path, connections_most=1) as server, browser.new_context() as context:
        page = context.new_page()
        with Client(server.port):
            page.goto(server.url)
            notice = page.locator("[data-code=server_full]")
            expect(notice).to_have_text("The game is full right now. This page tries again by itself.")
            expect(page.locator("#handle, #online")).to_have_count(2)
            for unknown in page.locator("#handle, #online").all():
                expect(unknown).to_be_hidden()
            expect(page.locator(".stage")).to_have_css("filter", "grayscale(1)")
            page.emulate_media(reduced_motion="reduce")
            assert Axe().run(page).response["violations"] == []
        board = page.get_by_role("region", name="Board", exact=True)
        expect(board.get_by_text(re.compile(r"^\s*1\s+online"))).to_be_visible(timeout=20_000)
