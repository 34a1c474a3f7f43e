"""The fast socket and the short way say what the stock socket and the reference way say, frame for frame."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from clickgame.contract.errors import EventMalformed
from clickgame.gateway.reflex.channels import FEED
from tests.e2e.server import GameServer
from tests.gateway.client import BOARD, IDENTITY, NAMESPACE, PLAY, PRESENCE, ROOT, Client

Play = Callable[[Client], object]

# What differs from run to run: ids, secrets, serials and the last digit of a time.
PASSING = re.compile(
    r'("(?:sid|client_token|session_id|player_rx_state_|link_rx_state_|mark_rx_state_|held_no_rx_state_|'
    r'number_rx_state_|handle_rx_state_|left_s_rx_state_|held_s_rx_state_|lasted_s_rx_state_)":)("[^"]*"|[0-9.]+)'
)


# A page is welcomed in one frame the short way and in several by Reflex: what it knows then is compared instead.
ARRIVING = re.compile(rf'"{ROOT}":|"link_rx_state_":')

# Who is here and what happens is told once in a while, with whichever frame goes then.
BESIDE = {PRESENCE, FEED.name}


def play_presses(client: Client) -> None:
    """Press as a page does, with repeats."""
    for count in (1, 2, 2, 7):
        client.press(count)
        client.settle(0.15)


def play_hammering(client: Client) -> None:
    """Be held, and go on."""
    client.press(60)
    client.settle(0.15)
    client.press(61)


def play_mischief(client: Client) -> None:
    """Send what is refused."""
    client.press(3)
    client.settle(0.15)
    for presses in (-1, 2, 1.5, "4", None, 10**12):
        client.call(f"{PLAY}.press", presses=presses, page=client.page)
        client.refusal()
    client.call(f"{PLAY}.press", presses=9, page="elsewhere")
    client.refusal()
    client.call(f"{PLAY}.press", presses=9, page=client.page, more=1)
    client.refusal()
    client.call(f"{ROOT}.setvar", var_name="x", value=1)
    client.refusal()


def play_tabs(client: Client) -> None:
    """Look at the other board and back, and change the handle."""
    client.press(4)
    client.settle(0.15)
    client.call(f"{BOARD}.watch", board="best")
    client.wait(lambda: client.var(BOARD, "shown") == "best")
    client.call(f"{BOARD}.watch", board="worst")
    client.refusal()
    client.call(f"{IDENTITY}.rename", form={"handle": "Hopping Newt"})
    client.wait(lambda: client.var(IDENTITY, "handle") == "Hopping Newt")


def play_looking(client: Client) -> None:
    """Look away and back, say what is no answer, and look away again."""
    for is_seen in (False, True):
        client.call(f"{PRESENCE}.look", is_seen=is_seen)
        client.wait(lambda: client.var(PRESENCE, "news") == f"1,0,{'w' if is_seen else 'a'}")  # noqa: B023  # at once
    for odd in (1, "yes", None):
        client.call(f"{PRESENCE}.look", is_seen=odd)
        assert client.refusal() == EventMalformed.code
    client.call(f"{PRESENCE}.look", is_seen=False)
    client.wait(lambda: client.var(PRESENCE, "news") == "1,0,a")


def play_reconnect(client: Client) -> None:
    """Come back with more presses than were answered, and introduce the page twice."""
    client.press(4)
    client.settle(0.15)
    client.close()
    client.open().resume(9, acked=4)
    client.settle(0.15)
    client.resume(9, acked=9, board="best")


def play_pings(client: Client) -> None:
    """Ping, by Engine.IO's own packet and by Reflex's event, and leave the namespace."""
    client.send("2probe")
    client.emit("ping")
    client.settle(0.15)
    client.send(f"41{NAMESPACE},")


def play_malformed(client: Client) -> None:
    """Send what is no packet."""
    client.send("42/_event,{")


def play_oversized(client: Client) -> None:
    """Send too much."""
    client.send("42" + "x" * 70_000)


PLAYS = (
    play_presses,
    play_hammering,
    play_mischief,
    play_tabs,
    play_looking,
    play_reconnect,
    play_pings,
    play_malformed,
    play_oversized,
)


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[GameServer]]:
    """Run a game of each kind; whatever is played is played on both."""
    with ExitStack() as running:
        yield [
            running.enter_context(
                GameServer(
                    tmp_path_factory.mktemp(socket), with_page=False, socket=socket, standing_s=0.1, presence_s=0.1
                )
            )
            for socket in ("stock", "native")
        ]


def frames_of(server: GameServer, play: Play) -> tuple[list[str], dict[str, list[str]], bool, bool]:
    """Play; give the frames without what is passing, the vars known, hydrated or not, and whether it hung up."""
    client = Client(server.port)
    client.open().resume()
    client.settle(0.15)
    client.wait(lambda: client.var(PRESENCE, "who"))
    play(client)
    client.settle(0.3)
    client.close()
    frames = [normal(frame) for frame in client.frames if not ARRIVING.search(frame) and not is_beside(frame)]
    states = (IDENTITY, PLAY, BOARD, PRESENCE)
    known = {state: sorted(client.states[state]) for state in states}
    return sorted(frames), known, client.var(ROOT, "is_hydrated"), client.is_closed


def is_beside(frame: str) -> bool:
    """Tell whether *frame* has nothing but what is told once in a while."""
    states = re.findall(r'[{,]"(reflex___state____state[^"]*)":', frame)
    return bool(states) and BESIDE.issuperset(states)


def normal(frame: str) -> str:
    """Write a frame with its keys in order and without what differs from run to run."""
    head, bracket, body = frame.partition("[") if frame.startswith("42") else ("", "", "")
    if bracket:
        name, *data = json.loads(bracket + body)
        delta = data[0].get("delta", {}) if data and isinstance(data[0], dict) else {}
        for state in BESIDE & delta.keys():
            del delta[state]
        frame = head + json.dumps([name, *data], sort_keys=True, separators=(",", ":"))
    frame = re.sub(r'\[(\d+,)?"[0-9a-f]{8}",(\d+,)?"[^"]+"', r'[\1"id",\2"handle"', frame)
    return PASSING.sub(r"\1_", frame)


@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.__name__)
def test_both_ways_give_the_same_frames(servers: list[GameServer], play: Play) -> None:
    stock, native = (frames_of(server, play) for server in servers)
    assert native == stock
