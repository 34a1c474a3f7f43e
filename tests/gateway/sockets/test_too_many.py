"""A page asks for each thing now and then; who asks without end is refused once and then hung up on, alone."""

from pathlib import Path

import pytest

from clickgame.gateway.limits.events import OF_EVENT, OTHERS
from clickgame.gateway.reflex.channels import LOAD, NAMESPACE
from tests.e2e.server import GameServer
from tests.gateway.client import BOARD, FOLLOWED, IDENTITY, NOTICE, PLAY, PRESENCE, ROOT, Client

FAR_TOO_MANY = 400


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        (f"{IDENTITY}.rename", {"form": {"handle": "x"}}),
        (f"{BOARD}.watch", {"board": "nothing"}),
        (f"{PRESENCE}.look", {"is_seen": True}),
        (f"{PLAY}.resume", {"presses": 1, "page": "another", "acked": 0, "age_s": 1, "board": ""}),
        (f"{FOLLOWED}.watch", {"board": "live", "players": ""}),
        (LOAD, {}),
        (f"{ROOT}.nothing", {}),
    ],
)
def test_who_asks_without_end_is_refused_and_hung_up_on(
    server: GameServer, name: str, payload: dict[str, object]
) -> None:
    budget = OF_EVENT.get(name, OTHERS)
    assert budget is not None
    with Client(server.port) as honest, Client(server.port) as stranger:
        for _ in range(budget.burst + 8):
            stranger.call(name, **payload)
        stranger.wait(lambda: stranger.var(NOTICE, "code") == "too_many_events")
        for _ in range(FAR_TOO_MANY):
            stranger.call(name, **payload)
        stranger.settle(1.0)
        assert stranger.is_closed
        assert sum("too_many_events" in frame for frame in stranger.frames) == 1
        honest.press(2)
    assert "Traceback" not in server.log_text()


def test_reports_and_packets_have_an_end_too(server: GameServer) -> None:
    for message in (f'42{NAMESPACE},["client_error",{{"message":"x"}}]', f"40{NAMESPACE},"):
        with Client(server.port) as honest, Client(server.port) as stranger:
            for _ in range(FAR_TOO_MANY):
                stranger.send(message)
            stranger.settle(1.0)
            assert stranger.is_closed
            honest.press(2)


def test_a_board_that_is_watched_already_is_not_sent_again(server: GameServer) -> None:
    with Client(server.port) as client:
        client.settle()
        heard = len(client.frames)
        for _ in range(20):
            client.call(f"{BOARD}.watch", board="live")
        client.call(f"{BOARD}.watch", board="best")
        client.wait(lambda: client.var(BOARD, "shown") == "best")
        boards = [frame for frame in client.frames[heard:] if "shown_rx_state_" in frame]
        assert len(boards) == 1


def test_an_honest_page_meets_none(server: GameServer) -> None:
    """Going through the tabs with a key that is held, a few other handles, and pages back and forth."""
    with Client(server.port) as client:
        for number in range(30):
            client.call(f"{BOARD}.watch", board=("best", "live")[number % 2])
        for number in range(8):
            client.call(f"{IDENTITY}.rename", form={"handle": f"Honest {number}"})
        client.press(5)
        client.settle()
        assert not any("too_many_events" in frame for frame in client.frames)
        assert client.var(IDENTITY, "handle") == "Honest 7"


def test_a_crowd_that_sends_junk_fills_no_log(tmp_path: Path) -> None:
    with GameServer(tmp_path, with_page=False, socket="native", log_lines_per_min=3) as server:
        for _ in range(12):
            stranger = Client(server.port)
            stranger.knock()
            stranger.send(f"42{NAMESPACE},{{")
            stranger.settle(0.5)
            assert stranger.is_closed
            stranger.close()
        assert server.log_text().count("is no packet") == 3


@pytest.mark.parametrize("kind", ["stock", "native"])
@pytest.mark.parametrize("junk", ["what is no message", f"42{NAMESPACE},[}}"])
def test_an_address_that_attacks_brings_nobody_new_while_those_who_play_go_on(
    tmp_path: Path, junk: str, kind: str
) -> None:
    with (
        GameServer(tmp_path, with_page=False, socket=kind, offences_per_min=3) as server,
        Client(server.port) as honest,
    ):
        for _ in range(3):
            with Client(server.port) as stranger:
                stranger.send(junk)
                stranger.settle(0.5)
                assert stranger.is_closed
        another = Client(server.port)
        another.knock()
        another.wait(lambda: another.var(NOTICE, "code") == "address_misbehaves")
        another.close()
        honest.press(2)
