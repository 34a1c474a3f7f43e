"""How the server goes, in a browser: four numbers for everybody, the rest by the token alone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from clickgame.engine.jobs import JOBS
from clickgame.gateway.reflex.channels import OPS
from clickgame.gateway.vitals import VITALS
from tests.e2e.conftest import PlayerFactory
from tests.e2e.server import GameServer
from tests.e2e.test_looks import in_both_colours
from tests.gateway.client import Client

pytestmark = pytest.mark.browser

TOKEN = "correct horse battery"  # noqa: S105  # of the tests' own server
SIZES = ((1280, 800), (390, 844), (320, 640), (844, 390))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Give a game that has an operator."""
    with GameServer(tmp_path_factory.mktemp("ops"), operator_token=TOKEN) as game:
        yield game


def enter(page: Page, url: str, token: str = TOKEN, name: str = "kim") -> None:
    """Ask for the operators' part with *token*."""
    page.goto(f"{url}/ops")
    page.fill("#token", token)
    page.fill("#operator-name", name)
    page.click("#entrance button")


def test_everybody_sees_four_numbers_and_no_more(server: GameServer, join: PlayerFactory) -> None:
    page = join(server.url).page
    page.goto(f"{server.url}/ops")
    expect(page.locator("[data-tile]")).to_have_count(4)
    expect(page.locator("[data-tile=up] dd")).to_have_text(re.compile(r"\d+(\.\d)? (s|min)"))
    up = page.locator("[data-tile=up] dd").inner_text()
    expect(page.locator("[data-tile=up] dd")).not_to_have_text(up, timeout=15_000)
    expect(page.locator("#charts")).to_have_count(0)
    expect(page.locator("#jobs")).to_have_count(0)


def test_an_operator_sees_it_all_sets_a_limit_and_runs_a_job(server: GameServer, join: PlayerFactory) -> None:
    page, other = join(server.url).page, join(server.url).page
    enter(page, server.url)
    expect(page.locator("#charts [data-vital]")).to_have_count(len(VITALS))
    expect(page.locator("#jobs [data-job]")).to_have_count(len(JOBS))
    expect(page.locator("#looking")).to_have_text("kim")
    enter(other, server.url, name="lee")
    expect(other.locator("#looking")).to_have_text("kim, lee")
    expect(page.locator("#looking")).to_have_text("kim, lee", timeout=15_000)
    card = page.locator("[data-vital=memory]")
    card.locator("[name=limit]").fill("12.5")
    card.get_by_role("button", name="Set").click()
    expect(page.locator("#alarms")).to_contain_text("Memory: limit set to 12.5 MB by kim")
    expect(other.locator("#alarms")).to_contain_text("by kim", timeout=15_000)
    card.locator("[name=limit]").fill("lots")
    card.get_by_role("button", name="Set").click()
    expect(page.locator("#notice")).to_have_attribute("data-code", "limit_invalid")
    job = page.locator("[data-job=tidy]")
    expect(job).to_contain_text("0 runs")
    job.get_by_role("button").click()
    expect(job).to_contain_text("1 run", timeout=15_000)
    page.click("#tab-month")
    expect(page.locator("#tab-month")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-vital=memory] .ends").first).to_contain_text("month")


def test_limits_are_told_and_outlive_a_kill_with_their_history(server: GameServer, join: PlayerFactory) -> None:
    with Client(server.port) as eve:
        limit = OPS.event("limit")
        eve.call(limit, token=TOKEN, operator="kim", span="hour", form={"vital": "memory", "limit": "1"})
        eve.wait(lambda: eve.var(OPS.name, "page"))
    page = join(server.url).page
    enter(page, server.url)
    expect(page.locator("#alarms")).to_contain_text("beyond the limit", timeout=30_000)
    expect(page.locator("[data-vital=memory]")).to_have_attribute("data-over", "true", timeout=30_000)
    expect(page.locator("[data-vital=memory] .line")).to_have_attribute("d", re.compile("^M"), timeout=30_000)
    page.goto("about:blank")
    server.kill()
    server.start()
    enter(page, server.url)
    expect(page.locator("#alarms")).to_contain_text("beyond the limit", timeout=30_000)
    expect(page.locator("[data-vital=memory] [name=limit]")).to_have_value("1")
    expect(page.locator("[data-vital=memory] .line")).to_have_attribute("d", re.compile("^M"), timeout=30_000)


def test_a_wrong_token_opens_nothing_and_is_not_tried_again_by_itself(server: GameServer, join: PlayerFactory) -> None:
    page = join(server.url).page
    enter(page, server.url, "correct horse")
    expect(page.locator("#notice")).to_have_text("That is not the operator's token.")
    up = page.locator("[data-tile=up] dd").inner_text()
    expect(page.locator("[data-tile=up] dd")).not_to_have_text(up, timeout=15_000)
    expect(page.locator("#charts")).to_have_count(0)
    enter(page, server.url)
    expect(page.locator("#charts [data-vital]")).to_have_count(len(VITALS))
    expect(page.locator("#notice")).to_have_count(0)


def test_a_stranger_s_socket_gets_the_four_numbers_and_changes_nothing(server: GameServer) -> None:
    with Client(server.port) as eve:
        for call, more in (("again", {"job": "tidy"}), ("limit", {"form": {"vital": "lag", "limit": 1}})):
            for token in ("", TOKEN[:-1]):
                eve.call(OPS.event(call), token=token, operator="eve", span="hour", **more)
                assert eve.refusal() == "not_an_operator"
        assert "charts" not in eve.var(OPS.name, "page")
        eve.call(OPS.event("look"), token="", operator="eve", span={})
        assert eve.refusal() == "event_malformed"
        operator = {"token": TOKEN, "operator": "x" * 4_000, "span": "year"}
        eve.call(OPS.event("look"), **operator)
        assert eve.refusal() == "unknown_span"
        operator["span"] = "hour"
        eve.call(OPS.event("again"), **operator, job="nobody")
        assert eve.refusal() == "unknown_job"
        junk = ({"vital": 7, "limit": 1}, {"vital": "lag", "limit": "1e999"}, {"vital": "lag", "limit": -1}, {})
        for form in junk:
            eve.call(OPS.event("limit"), **operator, form=form)
            assert eve.refusal() in ("unknown_vital", "limit_invalid")


def test_where_there_is_no_operator_the_page_has_no_entrance(game: GameServer, join: PlayerFactory) -> None:
    page = join().page
    page.goto(f"{game.url}/ops")
    expect(page.locator("[data-tile]")).to_have_count(4)
    expect(page.locator("#entrance")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_page_fits_and_axe_finds_nothing(server: GameServer, join: PlayerFactory, width: int, height: int) -> None:
    """Of the curves, the jobs, the lessons, and a limit that is passed."""
    player = join(server.url, viewport={"width": width, "height": height})
    enter(player.page, server.url)
    expect(player.page.locator("#charts [data-vital]")).to_have_count(len(VITALS))
    expect(player.page.locator("#jobs [data-job]")).to_have_count(len(JOBS))
    expect(player.page.get_by_role("heading", name="Lessons")).to_be_visible()
    memory = player.page.locator("[data-vital=memory]")
    memory.locator("[name=limit]").fill("1")
    memory.get_by_role("button", name="Set").click()
    expect(player.page.locator("#alarms")).to_contain_text("beyond the limit", timeout=30_000)
    assert player.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert in_both_colours(player) == []
