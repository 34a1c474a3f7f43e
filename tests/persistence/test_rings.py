"""Numbers over time: the newest rounds are kept whatever is written, damage is left out and said, nothing grows."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persistence.rings import HEADER_BYTES, Ring, Rings

SHAPE = (Ring(10, 5), Ring(60, 3))
NAMES = ("cpu", "memory")

puts = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 40), st.floats(-1e9, 1e9)), max_size=40)


def opened(folder: Path, names: tuple[str, ...] = NAMES) -> Rings:
    """Open the rings in *folder*."""
    return Rings.open(folder / "ops.rings", SHAPE, names=names)


def fill(folder: Path) -> None:
    """Write a whole round of the first ring."""
    rings = opened(folder)
    for step in range(5):
        rings.put(0, step, (step, 1.0))
    rings.close()


@given(puts)
def test_what_was_put_last_at_a_place_is_there_after_any_restart(written: list[tuple[int, int, float]]) -> None:
    with TemporaryDirectory() as folder:
        rings, model = opened(Path(folder)), dict[tuple[int, int], tuple[int, float]]()
        for ring, step, value in written:
            rings.put(ring, step, (value, 0.5))
            model[ring, step % SHAPE[ring].steps] = step, value
        rings.close()
        again = opened(Path(folder))
        for ring, (_, steps) in enumerate(SHAPE):
            for until in range(60):
                expected = [
                    (model[ring, step % steps][1], 0.5) if model.get((ring, step % steps), (None,))[0] == step else None
                    for step in range(until - steps, until)
                ]
                assert again.read(ring, until=until) == expected
        assert again.said == []
        again.close()


def test_a_file_never_grows(tmp_path: Path) -> None:
    fill(tmp_path)
    size = (tmp_path / "ops.rings").stat().st_size
    rings = opened(tmp_path)
    for step in range(1_000):
        rings.put(step % 2, step, (0.0, 0.0))
    rings.close()
    assert (tmp_path / "ops.rings").stat().st_size == size


def test_a_damaged_entry_is_left_out_and_said(tmp_path: Path) -> None:
    fill(tmp_path)
    with (tmp_path / "ops.rings").open("r+b") as file:
        file.seek(HEADER_BYTES + 9)
        file.write(b"\xff")
    rings = opened(tmp_path)
    assert rings.said == ["1 of the numbers over time are damaged, and left out"]
    assert rings.read(0, until=5) == [None, (1.0, 1.0), (2.0, 1.0), (3.0, 1.0), (4.0, 1.0)]
    rings.close()


@pytest.mark.parametrize("harm", ["header", "short", "long", "names"])
def test_a_file_that_is_another_s_is_set_aside_and_begun_anew(tmp_path: Path, harm: str) -> None:
    fill(tmp_path)
    path = tmp_path / "ops.rings"
    before = path.read_bytes()
    if harm == "header":
        path.write_bytes(b"x" + before[1:])
    elif harm == "short":
        path.write_bytes(before[:-1])
    elif harm == "long":
        path.write_bytes(before + b"x")
    harmed = path.read_bytes()
    for number in ("", "-2"):
        rings = opened(tmp_path, ("other", "names")) if harm == "names" else opened(tmp_path)
        assert "set aside as ops.rings.damaged" in rings.said[0]
        assert rings.read(0, until=5) == [None] * 5
        rings.put(0, 4, (7.0, 7.0))
        rings.close()
        assert (tmp_path / f"ops.rings.damaged{number}").read_bytes() == harmed
        path.write_bytes(harmed)


def test_every_single_bit_that_falls_over_is_found_out(tmp_path: Path) -> None:
    """In the first entry, and all of it: whatever is read is what was written."""
    fill(tmp_path)
    path = tmp_path / "ops.rings"
    good = path.read_bytes()
    for bit in range(28 * 8):
        harmed = bytearray(good)
        harmed[HEADER_BYTES + bit // 8] ^= 1 << bit % 8
        path.write_bytes(harmed)
        rings = opened(tmp_path)
        assert rings.read(0, until=5)[0] is None
        assert rings.said
        rings.close()


def test_what_the_disk_refuses_is_in_memory_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rings = opened(tmp_path)

    def refuse(*_: object) -> int:
        raise OSError("full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", refuse)
        with pytest.raises(OSError, match="full"):
            rings.put(0, 3, (1.0, 2.0))
    assert rings.read(0, until=4)[-1] == (1.0, 2.0)
    rings.close()
