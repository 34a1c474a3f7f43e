"""The processes of one host are given what all of them have to have in common."""

import re
import signal

import pytest

from clickgame.launch.fleet import programs
from clickgame.settings import Settings, variable

TOKEN = variable("operator_token")


def test_a_new_token_is_one_for_all_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    environs = [program.environ for program in programs(Settings(operator_token="new"), 3, has_page=False)]  # noqa: S106  # it asks for one
    (token,) = {environ[TOKEN] for environ in environs}
    assert re.findall(r"its token until the next start is (\S{20,})$", caplog.text.strip()) == [token]


def test_where_all_leave_no_gateway_sends_its_pages_elsewhere() -> None:
    several, one = (programs(Settings(), count, has_page=False) for count in (2, 1))
    assert [program.leave_by for program in several] == [*2 * (signal.SIGTERM,), *2 * (signal.SIGINT,)]
    assert [program.environ.get(variable("drain_s")) for program in (several[-1], one[-1])] == [None, "0"]


@pytest.mark.parametrize("token", ["off", "correct horse battery"])
def test_one_that_is_given_is_everybodys_already(token: str, caplog: pytest.LogCaptureFixture) -> None:
    for program in programs(Settings(operator_token=token), 2, has_page=False):
        assert TOKEN not in program.environ
    assert caplog.text == ""
