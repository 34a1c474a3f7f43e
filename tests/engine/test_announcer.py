"""Facts are told to everybody who listens."""

import pytest

from clickgame.contract.facts import Fact, HandleChanged
from clickgame.engine.announcer import Announcer


def test_a_listener_that_fails_hurts_itself_alone(caplog: pytest.LogCaptureFixture) -> None:
    facts: list[Fact] = []
    announcer = Announcer()
    announcer.listen(lambda fact: {}[fact])
    announcer.listen(facts.append)
    announcer.tell(HandleChanged("ann", "Fox"))
    assert facts == [HandleChanged("ann", "Fox")]
    assert "a listener failed" in caplog.text
