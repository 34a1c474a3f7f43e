"""The process takes as many descriptors as it may have, and players do not get all of them."""

import subprocess
import sys

from clickgame.launch.descriptors import KEPT, LEAST, limit, room_for_connections

ASK = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
from clickgame.launch.descriptors import raise_limit, room_for_connections
print(raise_limit(), resource.getrlimit(resource.RLIMIT_NOFILE)[0], room_for_connections())
"""


def ask(soft: int, hard: int) -> list[int]:
    """Tell what a process with these limits makes of them."""
    text = subprocess.check_output([sys.executable, "-c", ASK.format(soft=soft, hard=hard)], text=True)
    return [int(word) for word in text.split()]


def test_the_soft_limit_is_raised_to_the_hard_one_and_some_are_kept() -> None:
    assert ask(256, 2_048) == [2_048, 2_048, 2_048 - KEPT]


def test_where_there_is_no_room_a_few_may_play() -> None:
    assert ask(256, 300) == [300, 300, LEAST]


def test_there_is_room_here() -> None:
    assert LEAST <= room_for_connections() < limit()
