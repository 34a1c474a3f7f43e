"""Who is here, as players see it: right within two seconds of whatever others do."""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PlayerFactory, ServerFactory
from tests.e2e.player import Player, wait_until
from tests.e2e.relay import Relay
from tests.e2e.server import GameServer

pytestmark = pytest.mark.browser

RIGHT_S = 2.0
# A browser without a screen never hides a page, so this one says that it did.
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", {configurable: true, get: () => hidden});
  document.dispatchEvent(new Event("visibilitychange", {bubbles: true}));
}"""
STATES = "people => people.map(one => [one.getAttribute('title'), one.dataset.state, one.dataset.mine])"


@pytest.fixture
def own_game(serve: ServerFactory) -> GameServer:
    """Run a game that nobody else is in, which gives up on who does not answer sooner than players' own would."""
    return serve(ping_s=1, ping_timeout_s=1)


@pytest.fixture
def own_relay(own_game: GameServer) -> Iterator[Relay]:
    """Lay a way to that game."""
    with Relay(own_game.port) as way:
        yield way


def people(player: Player) -> dict[str, str]:
    """Give what *player* sees of others and of itself: what each does, by handle."""
    seen = player.page.locator("#people > li").evaluate_all(STATES)
    return {title.split(",")[0]: state for title, state, _ in seen}


def sees(player: Player, expected: Callable[[], dict[str, str]], *, within_s: float = RIGHT_S) -> None:
    """Wait until *player* sees exactly what is *expected*."""
    wait_until(lambda: people(player) == expected(), "who is here", lambda: people(player), within_s=within_s)


def hide(player: Player, *, hidden: bool) -> None:
    """Hide the page of *player*, or bring it back into view."""
    player.page.evaluate(HIDE, hidden)


def test_joining_pressing_resting_and_leaving_are_seen(own_game: GameServer, join: PlayerFactory) -> None:
    ann = join(own_game.url)
    alone = ann.page.locator(".counts")
    expect(alone).to_have_text("You are alone here", timeout=RIGHT_S * 1000)
    assert ann.page.locator("#people").count() == 0
    bob = join(own_game.url)
    sees(ann, lambda: {ann.handle: "watching", bob.handle: "watching"})
    bob.press(2)
    sees(ann, lambda: {ann.handle: "watching", bob.handle: "playing"})
    assert (ann.number("here"), ann.number("playing")) == (2, 1)
    sees(ann, lambda: {ann.handle: "watching", bob.handle: "watching"}, within_s=10 + RIGHT_S)
    expect(alone).to_have_text("2 here")
    bob.page.close()
    expect(alone).to_have_text("You are alone here", timeout=RIGHT_S * 1000)


def test_who_hides_every_tab_is_away_until_one_is_back(own_game: GameServer, join: PlayerFactory) -> None:
    ann, bob = join(own_game.url), join(own_game.url)
    second = bob.tab()
    sees(ann, lambda: {ann.handle: "watching", bob.handle: "watching"})
    hide(bob, hidden=True)
    time.sleep(RIGHT_S)
    assert people(ann) == {ann.handle: "watching", bob.handle: "watching"}
    hide(second, hidden=True)
    sees(ann, lambda: {ann.handle: "watching", bob.handle: "away"})
    bob_there = ann.page.get_by_role("link", name=f"{bob.handle}, away")
    expect(bob_there).to_be_visible()
    hide(bob, hidden=False)
    sees(ann, lambda: {ann.handle: "watching", bob.handle: "watching"})


def test_a_page_that_nobody_touches_has_been_left_alone(own_game: GameServer, join: PlayerFactory) -> None:
    ann, bob = join(own_game.url), join(own_game.url)
    sees(ann, lambda: {ann.handle: "watching", bob.handle: "watching"})
    bob.page.evaluate("const real = performance.now.bind(performance); performance.now = () => real() + 301_000")
    sees(ann, lambda: {ann.handle: "watching", bob.handle: "away"}, within_s=5 + RIGHT_S)
    bob.page.mouse.move(50, 50)
    sees(ann, lambda: {ann.handle: "watching", bob.handle: "watching"})


def test_a_killed_connection_is_seen_at_once_and_who_is_back_hears_everything(
    own_game: GameServer, own_relay: Relay, join: PlayerFactory
) -> None:
    ann, bob = join(own_game.url), join(own_relay.url)
    sees(bob, lambda: {ann.handle: "watching", bob.handle: "watching"})
    own_relay.cut()
    expect(ann.page.locator(".counts")).to_have_text("You are alone here", timeout=RIGHT_S * 1000)
    hide(bob, hidden=True)
    ann.press(1)
    own_relay.restore()
    sees(ann, lambda: {ann.handle: "playing", bob.handle: "away"}, within_s=5)
    sees(bob, lambda: {ann.handle: "playing", bob.handle: "away"})


def test_a_connection_that_has_fallen_silent_is_given_up_by_its_pings(
    own_game: GameServer, own_relay: Relay, join: PlayerFactory
) -> None:
    """Every ping's time and the time to answer it, a quarter of it each for looking, and then as for any other."""
    ann, bob = join(own_game.url), join(own_relay.url)
    sees(ann, lambda: {ann.handle: "watching", bob.handle: "watching"})
    own_relay.stalls = True
    expect(ann.page.locator(".counts")).to_have_text("You are alone here", timeout=(1.25 + 1.25 + RIGHT_S) * 1000)
    own_relay.stalls = False


def test_a_handle_that_changes_changes_for_others(own_game: GameServer, join: PlayerFactory) -> None:
    ann, bob = join(own_game.url), join(own_game.url)
    sees(ann, lambda: {ann.handle: "watching", bob.handle: "watching"})
    bob.rename("Quiet Otter")
    sees(ann, lambda: {ann.handle: "watching", "Quiet Otter": "watching"})


def test_my_own_avatar_comes_first_and_is_marked_and_everybody_draws_the_same(
    own_game: GameServer, join: PlayerFactory
) -> None:
    ann, bob = join(own_game.url), join(own_game.url)
    for player, other in ((ann, bob), (bob, ann)):
        sees(player, lambda: {ann.handle: "watching", bob.handle: "watching"})
        mine, theirs = player.page.locator("#people > li").evaluate_all(STATES)
        assert mine == [f"{player.handle}, watching, you", "watching", "true"]
        assert theirs == [f"{other.handle}, watching", "watching", "false"]
    drawn = [
        [player.page.locator(f"[title^='{who.handle},'] path").get_attribute("d") for who in (ann, bob)]
        for player in (ann, bob)
    ]
    assert drawn[0] == drawn[1]
    assert drawn[0][0] != drawn[0][1]
