"""The feed in browsers: what happens comes by itself, is answered, hidden, filtered, and read back to the beginning."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Locator, WebSocketRoute, expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.days import play_days, token_of
from tests.e2e.player import Player, wait_until
from tests.e2e.relay import Relay
from tests.e2e.server import GameServer
from tests.e2e.test_looks import violations
from tests.gateway.client import Client

pytestmark = pytest.mark.browser

HANDLES = ("Kiwi", "Otter", "Lynx", "Wren")


@pytest.fixture
def lived(serve: ServerFactory) -> GameServer:
    """Run a game in which four have pressed on many days."""
    game = serve()
    game.stop()
    play_days(game.data, 16, handles=HANDLES)
    return game.start()


@pytest.fixture
def kiwi(lived: GameServer, join: PlayerFactory) -> Player:
    """One of them, who looks at the feed."""
    return at_the_feed(join(lived.url), token_of("Kiwi"))


def at_the_feed(player: Player, token: str = "") -> Player:
    """Have *player*, with another player's *token* if given, look at the feed."""
    if token:
        player.context.add_cookies([{"name": "clickgame", "value": token, "url": player.url}])
    player.page.goto(f"{player.url}/feed")
    expect(entries(player).first).to_be_visible()
    return player


def entries(player: Player, text: str = "") -> Locator:
    """Find the entries, those with *text* if given."""
    return player.page.locator("#entries > .entry").filter(has_text=text)


def answer(entry: Locator, reaction: str) -> Locator:
    """Find a reaction's button."""
    return entry.locator(f"[data-reaction={reaction}]")


def numbers(player: Player) -> list[int]:
    """Read the numbers of the entries from top to bottom."""
    return entries(player).evaluate_all("all => all.map(one => +one.dataset.number)")


def test_what_happens_comes_by_itself_and_leads_there_from_the_button(
    serve: ServerFactory, join: PlayerFactory
) -> None:
    game = serve()
    ann, bob = join(game.url), join(game.url)
    ann.at("newest").click()
    expect(ann.at("nothing-yet")).to_be_visible()
    bob.press(10)
    expect(entries(ann, bob.handle).filter(has_text="reached Warmed up")).to_have_count(1, timeout=10_000)
    expect(entries(ann).first.locator("time")).to_have_text("just now")
    expect(bob.at("newest")).to_contain_text(bob.handle, timeout=10_000)
    ann.page.locator(".home").click()
    expect(ann.button).to_be_visible()
    assert ann.loads == 1


def test_an_answer_is_counted_for_all_and_taken_back(lived: GameServer, join: PlayerFactory) -> None:
    """By mouse and by keyboard, and after a kill it is still there."""
    ann, bob = at_the_feed(join(lived.url)), at_the_feed(join(lived.url))
    mine, theirs = answer(entries(ann).nth(1), "heart"), answer(entries(bob).nth(1), "heart")
    mine.click()
    expect(mine).to_have_attribute("aria-pressed", "true")
    expect(mine).to_have_attribute("data-count", "1")
    expect(theirs).to_have_attribute("data-count", "1")
    expect(theirs).to_have_attribute("aria-pressed", "false")
    theirs.press("Enter")
    expect(mine).to_have_attribute("data-count", "2")
    answer(entries(bob).nth(1), "wow").click()
    expect(mine).to_have_attribute("data-count", "1")
    lived.kill()
    lived.start()
    at_the_feed(ann)
    expect(mine).to_have_attribute("aria-pressed", "true")
    mine.click()
    expect(mine).to_have_attribute("data-count", "")
    expect(mine).to_have_attribute("aria-pressed", "false")


def test_an_own_entry_can_be_hidden_and_shown_again(kiwi: Player, join: PlayerFactory) -> None:
    other = at_the_feed(join(kiwi.url))
    entry = entries(kiwi, "Kiwi").first
    number = entry.get_attribute("data-number")
    theirs = other.page.locator(f".entry[data-number='{number}']")
    expect(theirs).to_have_count(1)
    expect(theirs.locator(".hiding")).to_have_count(0)
    entry.locator(".hiding").click()
    expect(entry).to_have_attribute("data-hidden", "true")
    expect(theirs).to_have_count(0)
    kiwi.page.reload()
    expect(entry).to_have_attribute("data-hidden", "true")
    entry.locator(".hiding").click()
    expect(entry).to_have_attribute("data-hidden", "false")
    expect(theirs).to_have_count(1)


def test_it_is_filtered_and_read_back_to_the_beginning(kiwi: Player) -> None:
    """Each page comes as the end of the list comes into view; no entry twice, and none is missing."""
    kiwi.at("kind-streak").click()
    expect(entries(kiwi)).to_have_count(2 * len(HANDLES))
    expect(kiwi.at("earlier")).to_have_count(0)
    kiwi.at("kind-all").click()
    expect(kiwi.at("earlier")).to_have_count(1)

    def is_at_the_beginning() -> bool:
        kiwi.page.mouse.wheel(0, 4_000)
        return kiwi.at("earlier").count() == 0

    wait_until(is_at_the_beginning, "the beginning", lambda: numbers(kiwi))
    found = numbers(kiwi)
    assert found == list(range(max(found), 0, -1))
    assert len(found) > 40
    expect(entries(kiwi).last.locator("time")).to_have_text(re.compile("1[56] d ago"))


def test_a_handle_leads_to_its_player_and_the_followed_are_marked(kiwi: Player) -> None:
    entry = entries(kiwi, "Otter").first
    handle = entry.locator(".said a").filter(has_text="Otter")
    expect(handle).to_have_attribute("data-followed", "false")
    handle.click()
    expect(kiwi.at("whose")).to_have_text("Otter")
    kiwi.at("follow").click()
    kiwi.page.go_back()
    expect(handle).to_have_attribute("data-followed", "true")
    others = kiwi.page.locator(".entry .said a").filter(has_not_text="Otter")
    assert set(others.evaluate_all("all => all.map(one => one.dataset.followed)")) == {"false"}


def test_of_an_arena_it_says_what_is_left_out(kiwi: Player) -> None:
    said = kiwi.page.get_by_text("are of no arena")
    expect(said).to_have_count(0)
    kiwi.at("arena").select_option("classic")
    expect(said).to_be_visible()
    expect(entries(kiwi, "in a row")).to_have_count(0)


def test_who_comes_back_from_an_outage_has_no_gap(lived: GameServer, join: PlayerFactory) -> None:
    other = join(lived.url)
    with Relay(lived.port) as relay:
        player = at_the_feed(join(relay.url))
        before = numbers(player)
        relay.cut()
        expect(player.at("offline")).to_be_visible(timeout=5_000)
        other.press(12)
        expect(other.at("newest")).to_contain_text("reached", timeout=10_000)
        relay.restore()
        expect(entries(player, other.handle).first).to_be_visible(timeout=15_000)
        found = numbers(player)
        assert found == list(range(max(found), min(found) - 1, -1))
        assert max(found) > max(before)


def test_a_page_that_misses_much_sees_the_gap_and_asks_anew(serve: ServerFactory, join: PlayerFactory) -> None:
    game = serve(feed_per_s=10, feed_s=0.2)
    player, dropped = join(game.url), list[str | bytes]()
    is_deaf = True

    def between(page: WebSocketRoute) -> None:
        server = page.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            if is_deaf and "news_rx_state_" in str(message):
                dropped.append(message)
            else:
                page.send(message)

        server.on_message(pass_on)

    player.page.route_web_socket(re.compile("_event"), between)
    player.page.goto(f"{game.url}/feed")
    expect(player.at("nothing-yet")).to_be_visible()
    crowd = [Client(game.port).open().resume().press(10) for _ in range(16)]

    def has_missed_all() -> bool:
        assert numbers(player) == []  # which lets the browser's driver pass messages on, too
        low = re.search(r'news_rx_state_":"\\t\\t(\d+)', "".join(map(str, dropped[-1:])))
        return low is not None and int(low[1]) > 0

    wait_until(has_missed_all, "more than fit in a frame", lambda: dropped[-1:])
    is_deaf = False
    crowd.append(Client(game.port).open().resume().press(10))
    wait_until(lambda: numbers(player)[-1:] == [1], "all of them", lambda: numbers(player))
    found = numbers(player)
    assert found == list(range(max(found), 0, -1))
    for other in crowd:
        other.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_in_the_way_of_anybody_who_reads(kiwi: Player, width: int, scheme: Literal["light", "dark"]) -> None:
    """By axe, with an answer, something hidden, and nothing; and nothing scrolls sideways."""
    kiwi.page.set_viewport_size({"width": width, "height": 800})
    kiwi.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    answer(entries(kiwi).first, "wow").click()
    expect(answer(entries(kiwi).first, "wow")).to_have_attribute("aria-pressed", "true")
    entries(kiwi, "Kiwi").first.locator(".hiding").click()
    expect(kiwi.page.locator(".entry[data-hidden=true]")).to_have_count(1)
    assert violations(kiwi) == []
    assert kiwi.page.evaluate("document.documentElement.scrollWidth") <= width
    kiwi.at("kind-opened").click()
    expect(kiwi.at("nothing-yet")).to_be_visible()
    assert violations(kiwi) == []
