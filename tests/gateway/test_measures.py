"""What is measured of a gateway: who is connected, answers by how long they took, boards, and refusals by code."""

from pathlib import Path

from clickgame.contract.errors import UnknownBoard
from clickgame.contract.measures import PREFIX, Times, Value, reader
from clickgame.gateway.limits.admission import Admission
from clickgame.gateway.measures import GATEWAY, Meters
from tests.fakes import FakeClock
from tests.gateway.room import Room, tell


def test_a_gateway_s_numbers_are_those_of_its_lobby(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        admission = Admission(room.settings, room=100, clock=FakeClock())
        read = reader(GATEWAY, Meters(room.lobby, admission))

        def values() -> dict[str, Value]:
            return {reading.name.removeprefix(PREFIX): reading.value for reading in read()}

        assert values()["pages"] == 0
        admission.enter("192.0.2.1")
        await room.enter("ann")
        await room.press("ann", 3)
        await room.press("ann", 4)
        room.lobby.refuse("ann", UnknownBoard())
        told = values()
        answers = told["answer_seconds"]
        assert isinstance(answers, Times)
        assert answers.count == 3, "two presses, and the introduction"
        assert 0 < answers.sum_s < 3
        assert (told["pages"], told["sockets"], told["addresses"]) == (1, 1, 2)
        assert told["refusals_total"] == {UnknownBoard.code: 1}

    tell(tmp_path, story)
