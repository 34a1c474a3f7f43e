"""The strings on the wire are those that Reflex's page, Socket.IO and Engine.IO send and take."""

import json

import pytest

from clickgame.gateway.reflex.channels import BOARD, NAMESPACE, PLAY, PRESS
from clickgame.gateway.reflex.protocol import PRESS_ANSWER, PRESS_HEAD, Frame, delta, deltas, event_of, page_tail


def test_a_delta_is_a_socket_io_event_with_marked_vars() -> None:
    frame = delta(PLAY, {"score": 7})
    assert frame.text == f'2{NAMESPACE},["event",{{"delta":{{"{PLAY.name}":{{"score_rx_state_":7}}}}}}]'
    assert frame.message == f"4{frame.text}".encode()
    assert frame.message is frame.message
    assert frame.packet.encode() == f"4{frame.text}"


def test_several_states_travel_in_one_delta() -> None:
    _, data = json.loads(deltas({PLAY.name: {"score": 1}, BOARD.name: {"total": 2}}).text[len(NAMESPACE) + 2 :])
    assert data["delta"] == {PLAY.name: {"score_rx_state_": 1}, BOARD.name: {"total_rx_state_": 2}}


def test_the_usual_answer_is_what_a_delta_would_be() -> None:
    assert delta(PLAY, {"score": 7, "acked": 9}).message == PRESS_ANSWER % (7, 9)


def test_a_press_is_known_by_its_beginning_and_its_page() -> None:
    event = {"name": PLAY.event(PRESS), "payload": {"presses": 12, "page": "p"}}
    message = f"42{NAMESPACE},{json.dumps(['event', event], separators=(',', ':'))}".encode()
    assert message == PRESS_HEAD + b"12" + page_tail("p") + b"}]"
    assert event_of(message) == event


@pytest.mark.parametrize("message", [b'42/_event,["other",{}]', b"42/_event,7", b"42/_event,[", b'42/_event,["event"]'])
def test_what_is_no_event_is_said_to_be_none(message: bytes) -> None:
    with pytest.raises((ValueError, TypeError)):
        event_of(message)


def test_a_frame_is_text_as_it_is() -> None:
    assert Frame("2x").message == b"42x"
