"""The processes of one host are given what all of them have to have in common."""

import re

import pytest

from clickgame.launch.fleet import programs
from clickgame.settings import Settings, variable

TOKEN = variable("operator_token")


def test_a_new_token_is_one_for_all_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    environs = [program.environ for program in programs(Settings(operator_token="new"), 3, has_page=False)]  # noqa: S106  # it asks for one
    (token,) = {environ[TOKEN] for environ in environs}
    assert re.findall(r"its token until the next start is (\S{20,})$", caplog.text.strip()) == [token]


@pytest.mark.parametrize("token", ["off", "correct horse battery"])
def test_one_that_is_given_is_everybodys_already(token: str, caplog: pytest.LogCaptureFixture) -> None:
    for program in programs(Settings(operator_token=token), 2, has_page=False):
        assert TOKEN not in program.environ
    assert caplog.text == ""
