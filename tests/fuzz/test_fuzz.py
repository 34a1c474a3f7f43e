"""A look at every target: by hypothesis near what it takes, and for some seconds by a fuzzer that sees what it does."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.__main__ import fuzz
from tests.fuzz.targets import BREAKS, TARGETS

SECONDS = 2.0


@st.composite
def damaged(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """Change one of *seeds* in a few places."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 8)))
        data = data[:start] + draw(st.binary(max_size=8) | st.sampled_from(seeds)) + data[end:]
    return data


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_nearly_right_breaks_nothing(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=150)
    @given(st.binary(max_size=200) | damaged(target.seeds))
    def story(data: bytes) -> None:
        target.run(data)

    story()


needs_atheris = pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not for this system")


@needs_atheris
@pytest.mark.parametrize("name", TARGETS)
def test_a_fuzzer_finds_nothing_in_a_few_seconds(name: str, tmp_path: Path) -> None:
    is_whole, printed = fuzz(name, seconds=SECONDS, folder=tmp_path)
    assert is_whole, printed[-4_000:]
    assert "stat::number_of_executed_units" in printed


@needs_atheris
def test_what_breaks_a_promise_is_found(tmp_path: Path) -> None:
    is_whole, printed = fuzz(BREAKS, seconds=SECONDS, folder=tmp_path)
    assert not is_whole
    assert "Uncaught Python exception" in printed
    assert list((tmp_path / BREAKS / "found").iterdir())
