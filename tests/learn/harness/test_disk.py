"""The disk in memory: what was synced stays, and of the rest a power cut leaves a part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.learn.harness.disk import Disk, PowerCut

PARTS = st.floats(0, 1)


def saved(name: str = "a", text: str = "old") -> Disk:
    """Give a disk with one file that is safe."""
    disk = Disk()
    disk.write(name, text)
    disk.sync(name)
    disk.sync_folder()
    return disk


@given(content=PARTS, names=PARTS)
def test_what_was_synced_stays(content: float, names: float) -> None:
    disk = saved()
    disk.crash(content=content, names=names)
    assert disk.names() == ["a"]
    assert disk.read("a") == "old"


@given(content=PARTS)
def test_of_what_was_appended_a_beginning_stays(content: float) -> None:
    disk = saved()
    disk.append("a", " and new")
    disk.crash(content=content)
    assert disk.read("a").startswith("old")
    assert "old and new".startswith(disk.read("a"))


def test_what_replaces_a_file_in_place_can_be_torn() -> None:
    found: set[str] = set()
    for content in (0.0, 0.5, 1.0):
        disk = saved()
        disk.write("a", "NEW!")
        disk.crash(content=content)
        found.add(disk.read("a"))
    assert found == {"old", "NE", "NEW!"}


def test_a_name_may_reach_the_disk_before_the_content() -> None:
    disk = saved()
    disk.write("b", "new")
    disk.rename("b", "a")
    disk.crash(content=0, names=1)
    assert disk.read("a") == ""


def test_names_come_in_order() -> None:
    disk = saved()
    disk.write("b", "new")
    disk.sync("b")
    disk.rename("b", "a")
    disk.crash(names=0.5)
    assert (disk.names(), disk.read("a"), disk.read("b")) == (["a", "b"], "old", "new")


def test_a_name_that_was_not_synced_can_be_lost() -> None:
    disk = saved()
    disk.write("b", "new")
    disk.sync("b")
    disk.delete("a")
    disk.crash()
    assert disk.names() == ["a"]


def test_the_power_fails_when_it_is_told_to() -> None:
    disk = Disk()
    disk.fail_after(1)
    disk.write("a", "x")
    with pytest.raises(PowerCut):
        disk.sync("a")
    disk.crash(content=1, names=1)
    disk.sync("a")
    disk.fail_after(None)
    disk.write("a", "y")
    assert (disk.read("a"), disk.operations, disk.syncs) == ("y", 3, 1)


@pytest.mark.parametrize("call", ["read", "sync", "delete"])
def test_a_file_that_is_not_there_is_named(call: str) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        getattr(Disk(), call)("nowhere")
    with pytest.raises(FileNotFoundError, match="nowhere"):
        Disk().rename("nowhere", "a")


def test_a_file_takes_text_only() -> None:
    disk = Disk()
    with pytest.raises(TypeError):
        disk.write("a", b"x")  # pyright: ignore[reportArgumentType]
    assert disk.names() == []
