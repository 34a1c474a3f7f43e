"""What is no message of the protocol ends its connection with a code; everything a page sends passes."""

import pytest

from clickgame.gateway.sockets.message_filter import MESSAGE_LONGEST, PROTOCOL_ERROR, TOO_BIG, fault


@pytest.mark.parametrize(
    "message", ["1", "2", "2probe", "3", '40/_event,{"a":1}', "41/_event,", '42/_event,["event",{}]', "43", "44"]
)
def test_what_a_page_sends_passes(message: str) -> None:
    assert fault(message) == 0


@pytest.mark.parametrize("message", [None, "", "0", "4", "45", "46", "5", "6", "x", "٢", " 2", "b4"])
def test_what_is_no_message_is_a_protocol_error(message: str | None) -> None:
    assert fault(message) == PROTOCOL_ERROR


def test_a_message_has_a_longest_length() -> None:
    assert fault("42".ljust(MESSAGE_LONGEST, "x")) == 0
    assert fault("42".ljust(MESSAGE_LONGEST + 1, "x")) == TOO_BIG
