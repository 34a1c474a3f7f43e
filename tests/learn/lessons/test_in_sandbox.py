"""Every lesson is whole in the sandbox, too, where learners have it: what passes here passes there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clickgame.learn import authoring
from clickgame.learn.course import folders

rooms: Any = pytest.importorskip("tests.learn.sandbox.room", reason="there is no sandbox in this tree")
pytestmark = rooms.NEEDS_WORKERS


@pytest.fixture(scope="module")
def run() -> Iterator[authoring.Run]:
    """Give what has requests run in the sandbox, one after the other."""
    with rooms.room(harness=rooms.real) as room:
        yield lambda requests: [room.ask(request) for request in requests]


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_a_lesson_is_whole_in_the_sandbox(folder: Path, run: authoring.Run) -> None:
    assert authoring.problems(folder, run) == []
