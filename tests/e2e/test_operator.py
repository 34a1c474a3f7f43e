"""The operator's desk in a browser: opened by its token alone, used, undone; and a player who reports another."""

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Locator, Page, expect
from websockets.exceptions import ConnectionClosed

from clickgame.gateway.reflex.channels import ARENAS, IDENTITY, MEASURE, MODERATION, PLAY
from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.server import GameServer
from tests.e2e.test_looks import in_both_colours
from tests.gateway.client import Client
from tests.gateway.test_fairplay import EVEN

pytestmark = pytest.mark.browser

TOKEN = "correct horse battery"  # noqa: S105  # of the tests' own server
SIZES = ((1280, 800), (390, 844), (320, 640), (844, 390))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Give a game that has an operator's page."""
    with GameServer(tmp_path_factory.mktemp("operator"), operator_token=TOKEN) as game:
        yield game


@pytest.fixture
def others(server: GameServer) -> Iterator[tuple[Client, Client]]:
    """Let two players in, of whom the second reports the first."""
    with Client(server.port) as one, Client(server.port) as other:
        one.press(7)
        report(other, whose(one))
        yield one, other


def whose(client: Client) -> str:
    """Give the id of the player of *client*."""
    return client.var(IDENTITY.name, "player")


def report(client: Client, target: object, why: object = "name", *, of: object = "player") -> str:
    """Have *client* report somebody; give what is answered."""
    client.states.pop(MODERATION.name, None)
    client.call(MODERATION.event("report"), of=of, target=target, form={"why": why})
    client.wait(lambda: client.var(MODERATION.name, "said"))
    return client.var(MODERATION.name, "said")[1]


def enter(page: Page, url: str, token: str = TOKEN) -> None:
    """Ask for the desk with *token*."""
    page.goto(f"{url}/operator")
    page.fill("#token", token)
    page.fill("#operator-name", "kim")
    page.click("#entrance button")


def case(page: Page, part: str, player: str) -> Locator:
    """Find the card of *player* in a part of the desk."""
    return page.locator(f"#{part} [data-whom='{player}']")


def test_an_operator_bans_and_undoes(server: GameServer, others: tuple[Client, Client], join: PlayerFactory) -> None:
    ann, _ = others
    page = join(server.url).page
    enter(page, server.url)
    card = case(page, "reported", whose(ann))
    expect(card).to_contain_text("The name is offensive: 1")
    card.locator("select[name=what]").select_option("ban")
    card.locator("select[name=why]").select_option("machine")
    card.locator("select[name=hours]").select_option("1")
    card.get_by_role("button", name="Do it").click()
    expect(card).to_have_count(0)
    assert ann.refusal() == "banned"
    deed = page.locator("#standing .deed").filter(has_text=ann.var(IDENTITY.name, "handle"))
    expect(deed).to_contain_text(re.compile("kim banned .*, until .* UTC"))
    deed.get_by_role("button", name="Undo").click()
    expect(deed).to_have_count(0)
    expect(page.locator("#log .deed").first).to_contain_text("undid something")
    expect(card).to_contain_text("1 report")
    ann.resume(7).press(8)


def test_an_operator_finds_a_player_and_gives_a_name(
    server: GameServer, others: tuple[Client, Client], join: PlayerFactory
) -> None:
    ann, _ = others
    page, handle = join(server.url).page, ann.var(IDENTITY.name, "handle")
    enter(page, server.url)
    page.fill("#asked", handle)
    page.click("#find button")
    card = case(page, "found", whose(ann))
    expect(card).to_contain_text("7 presses")
    card.get_by_role("button", name="Do it").click()
    ann.wait(lambda: ann.var(IDENTITY.name, "handle") != handle)
    expect(page.locator("#standing .deed").first).to_contain_text(f"kim renamed “{handle}”, now")
    page.fill("#asked", whose(ann))
    page.click("#find button")
    expect(card).to_contain_text(ann.var(IDENTITY.name, "handle"))


@pytest.fixture
def marked(server: GameServer) -> Iterator[Client]:
    """Let a program in that is off the boards."""
    with Client(server.port) as bot:
        bot.press(40)
        for _ in range(3):
            bot.call(PLAY.event(MEASURE), times=EVEN)
        assert bot.refusal() == "marked"
        yield bot


def test_an_operator_lets_somebody_back_or_keeps_somebody_off(
    server: GameServer, marked: Client, join: PlayerFactory
) -> None:
    page = join(server.url).page
    enter(page, server.url)
    card = case(page, "doubts", whose(marked))
    expect(card).to_contain_text("Every press as long after the one before")
    card.get_by_role("button", name="Let back").click()
    expect(card).to_have_count(0)
    expect(page.locator("#log .deed").nth(1)).to_contain_text("fair play took off the boards of Classic")
    for _ in range(3):
        marked.call(PLAY.event(MEASURE), times=EVEN)
    assert marked.refusal() == "marked"
    page.click("#entrance button")
    card.get_by_role("button", name="Keep off all boards").click()
    expect(card).to_have_count(0)
    expect(page.locator("#standing .deed").first).to_contain_text("kim unranked")


def test_a_wrong_token_opens_nothing(server: GameServer, join: PlayerFactory) -> None:
    page = join(server.url).page
    enter(page, server.url, "correct horse")
    expect(page.locator("#notice")).to_have_text("That is not the operator's token.")
    expect(page.locator("#log")).to_have_count(0)
    enter(page, server.url)
    expect(page.locator("#log")).to_be_visible()
    expect(page.locator("#notice")).to_have_count(0)
    page.reload()
    expect(page.locator("#token")).to_have_value("")
    expect(page.locator("#log")).to_have_count(0)


def test_there_is_no_such_page_unless_a_setting_says_so(game: GameServer, join: PlayerFactory) -> None:
    player = join()
    answer = player.page.request.get(f"{game.url}/operator")
    assert answer.status == 404
    with Client(game.port) as stranger:
        for token in ("", "off", "new"):
            stranger.call(MODERATION.event("look"), token=token, text="")
            assert stranger.refusal() == "not_an_operator"


def test_a_player_s_socket_gets_nothing_from_the_desk(serve: ServerFactory) -> None:
    """Without the token, with junk, and again and again; whoever guesses on is hung up on."""
    with Client(serve(operator_token=TOKEN, with_page=False).port) as eve:
        do = MODERATION.event("do")
        form = {"what": "ban", "whom": whose(eve), "why": "name"}
        for token, more in (("", form), (TOKEN[:-1], form), ("x" * 4_000, form), ("", {"what": {}, "whom": []})):
            eve.call(do, token=token, operator="kim", text="", form=more)
            assert eve.refusal() == "not_an_operator"
        eve.call(MODERATION.event("undo"), token="", operator="kim", text="", number=1)
        assert eve.refusal() == "not_an_operator"
        for junk in ({}, {"token": 7, "text": ""}, {"token": TOKEN}, {"token": TOKEN, "text": "", "more": 1}):
            eve.call(MODERATION.event("look"), **junk)
            assert eve.refusal() == "event_malformed"
        assert eve.var(MODERATION.name, "desk") in (None, {})
        for number in range(300):
            eve.call(MODERATION.event("look"), token=str(number), text="")
        with suppress(ConnectionClosed):
            eve.wait(lambda: eve.is_closed)
        assert eve.is_closed


def test_what_is_reported_is_answered_calmly(
    server: GameServer, others: tuple[Client, Client], join: PlayerFactory
) -> None:
    ann, bob = others
    assert report(bob, whose(ann)) == "You have reported that already. Somebody will look at it."
    assert report(bob, whose(bob)) == "That is you. You can change your name yourself."
    assert report(bob, "nobody") == "We don't know this player, so you start afresh."
    assert report(bob, whose(ann), "he is rude") == "There is no such reason."
    page = join(server.url).page
    page.goto(f"{server.url}/p/{whose(ann)}")
    page.click("#report summary")
    page.get_by_label("Poses as somebody else").check()
    page.get_by_role("button", name="Report", exact=True).click()
    expect(page.locator("#report [role=status]")).to_have_text("Thank you. Whoever runs the game will look at it.")


def test_one_s_own_page_has_nothing_to_report(
    server: GameServer, others: tuple[Client, Client], join: PlayerFactory
) -> None:
    ann, _ = others
    player = join(server.url)
    player.context.add_cookies([{"name": "clickgame", "value": ann.token, "url": server.url}])
    player.page.goto(f"{server.url}/p/{whose(ann)}")
    expect(player.page.locator("#settings")).to_be_visible()
    expect(player.page.locator("#report")).to_have_count(0)


def test_an_arena_that_a_player_has_opened_is_reported_on_its_page(
    server: GameServer, others: tuple[Client, Client], join: PlayerFactory
) -> None:
    ann, _ = others
    ann.call(ARENAS.event("open"), form={"kind": "sprint", "title": "Lunch break"})
    ann.wait(lambda: ann.var(ARENAS.name, "opened"))
    page = join(server.url).page
    page.goto(f"{server.url}/a/{ann.var(ARENAS.name, 'opened')}")
    page.click("#report summary")
    page.get_by_label("Advertises something").check()
    page.get_by_role("button", name="Report", exact=True).click()
    expect(page.locator("#report [role=status]")).to_contain_text("Thank you")
    page.goto(f"{server.url}/a/sprint")
    expect(page.locator("#place")).to_have_text("Sprint")
    expect(page.locator("#report")).to_have_count(0)


@pytest.mark.parametrize("size", SIZES)
def test_the_desk_fits_and_axe_finds_nothing(
    server: GameServer, others: tuple[Client, Client], marked: Client, join: PlayerFactory, size: tuple[int, int]
) -> None:
    width, height = size
    player = join(server.url, viewport={"width": width, "height": height})
    enter(player.page, server.url)
    expect(case(player.page, "reported", whose(others[0]))).to_be_visible()
    expect(case(player.page, "doubts", whose(marked))).to_be_visible()
    assert player.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert in_both_colours(player) == []
