"""Files that are not what was written: each ends in a state that may be, and is reported, or in the refusal."""

import random
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from persistence.errors import DataDamaged, DataOlder, FormatNewer
from persistence.store import Store
from tests.persistence.fakes import FOLDER, MemoryDisk
from tests.persistence.test_faults import steady
from tests.persistence.world import World
from tests.persistence.written import Written, written

Image = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Folder:
    """A data folder, the states that it held one after the other, and since which one all of them are durable."""

    image: Image
    history: list[Written]
    durable: int
    newest: str

    @property
    def final(self) -> Written:
        """The state that the whole files hold."""
        return self.history[-1]


def folder(*, rounds: int, is_closed: bool, starts: int = 1) -> Folder:
    """Make a folder after *rounds* of play and a snapshot each, left by a server that was closed, or killed in play."""
    disk = MemoryDisk()
    history: list[Written] = [{}]
    durable = 0
    for start in range(starts):
        world = World(disk, generations=3)
        for number in range(rounds):
            round_of_play(world, f"{start}{number}")
        for name in ("ann", "dot"):
            if name not in world.players:
                world.join(name)
            world.press(name)
            steady(world)
        if is_closed:
            world.close()
        durable = len(history) + world.durable
        history += world.history
        disk = disk.after_kill()
    return Folder(disk.image(), history, durable, max(name for name in disk.image() if name.startswith("journal")))


def round_of_play(world: World, mark: str) -> None:
    for name in ("ann", "bob", "cem", "dot", f"eve{mark}"):
        if name not in world.players:
            world.join(name)
        world.press(name, 3, page=f"page-{mark}")
        steady(world)
    world.sync()

    def meanwhile() -> None:
        world.press("bob", 1)
        steady(world)

    world.snapshot(meanwhile)
    world.press("cem", 1)
    steady(world)
    world.sync()


FOLDERS = (
    folder(rounds=0, is_closed=False),
    folder(rounds=0, is_closed=True),
    folder(rounds=1, is_closed=False),
    folder(rounds=2, is_closed=True),
    folder(rounds=5, is_closed=False),
    folder(rounds=2, is_closed=False, starts=3),
    folder(rounds=0, is_closed=False, starts=3),
)


def harm(image: Image, rng: random.Random) -> Image:
    """Do one kind of harm to one file, or two."""
    harmed = dict(image)
    name, other = rng.choice(sorted(image)), rng.choice(sorted(image))
    data = bytearray(image[name])
    place = rng.randrange(len(data) + 1)
    match rng.choice(("flip", "flip", "truncate", "empty", "swap", "copy", "remove", "zeros", "noise", "extend")):
        case "flip" if data:
            data[place % len(data)] ^= 1 << rng.randrange(8)
        case "truncate":
            del data[place:]
        case "empty":
            data.clear()
        case "swap":
            data, harmed[other] = bytearray(image[other]), image[name]
        case "copy":
            data = bytearray(image[other])
        case "zeros":
            data[place : place + 64] = bytes(len(data[place : place + 64]))
        case "noise":
            data[place : place + 64] = rng.randbytes(len(data[place : place + 64]))
        case "remove":
            del harmed[name]
            return harmed
        case _:
            data += rng.choice((b"\0" * 100, rng.randbytes(50), b"{}\n", bytes(data)))
    harmed[name] = bytes(data)
    return harmed


def start(image: Image, folder_: Folder, *, is_one_bit: bool = False) -> str:
    """Start from *image* and check all that may be expected, more when only one bit is wrong; tells what came of it."""
    disk = MemoryDisk(image)
    store = Store.open(FOLDER, disk=disk)
    try:
        recovered = store.load()
    except (DataDamaged, DataOlder, FormatNewer):
        assert disk.image() == image, "a refusal changes nothing"
        return "refused"
    state = written(recovered.state)
    store.close()
    # Whatever was set aside is still there; a mark that is whole gives way to the next.
    left = {name: data for name, data in image.items() if name != "mark" or "mark.damaged" in disk.image()}
    now = {name: data for name, data in disk.image().items() if name != "mark"}
    assert sorted(left.values()) == sorted(data for name, data in now.items() if is_older(name, left))
    again = Store.open(FOLDER, disk=MemoryDisk(disk.image())).load()
    assert written(again.state) == state
    if state == folder_.final:
        return "exact" if recovered.is_clean else "exact and reported"
    assert state in folder_.history
    # Once the end of the newest file is cut off between two lines, nobody can know that there had been more, nor is
    # there anything to know it from once all files are gone.
    is_cut = not image or (folder_.newest in image and folder_.image[folder_.newest].startswith(image[folder_.newest]))
    if is_one_bit:
        # Larger damage may take both what was durable and the line that says so.
        assert state in folder_.history[folder_.durable :], "what was durable is there, or the start is refused"
    if recovered.is_clean:
        assert is_cut
        return "cut"
    return "earlier and reported"


def is_older(name: str, image: Image) -> bool:
    """Tell whether a file was there before the start, under this name or before it was set aside."""
    return name.partition(".damaged")[0] in image


def test_the_folders_are_what_they_should_be() -> None:
    for folder_ in FOLDERS:
        assert start(folder_.image, folder_) == "exact"


@settings(max_examples=1000)
@given(seed=st.integers(0, 2**32), which=st.sampled_from(range(len(FOLDERS))), count=st.sampled_from((1, 1, 1, 2, 3)))
def test_harmed_files_end_in_a_known_state_or_in_the_refusal(seed: int, which: int, count: int) -> None:
    rng = random.Random(seed)
    image = FOLDERS[which].image
    for _ in range(count):
        if image:
            image = harm(image, rng)
    start(image, FOLDERS[which])


@pytest.mark.parametrize("which", [1, 2, 3])
def test_every_byte_of_a_folder_may_flip(which: int) -> None:
    """One flipped bit is never a loss of what was durable, nor a loss that nobody is told of."""
    folder_ = FOLDERS[which]
    outcomes: dict[str, int] = {}
    for name, data in folder_.image.items():
        for place in range(which % 2, len(data), 7):
            flipped = bytearray(data)
            flipped[place] ^= 1 << place % 8
            outcome = start(folder_.image | {name: bytes(flipped)}, folder_, is_one_bit=True)
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
    assert "cut" not in outcomes
    assert outcomes["refused"] > 50
    assert outcomes.get("exact and reported", 0) > 50 or which == 1


def test_every_length_of_every_file() -> None:
    """A file cut anywhere is never a loss that nobody is told of, the newest one's very end excepted."""
    folder_ = FOLDERS[3]
    for name, data in folder_.image.items():
        outcomes = {start(folder_.image | {name: data[:length]}, folder_) for length in range(0, len(data), 7)}
        assert ("cut" in outcomes) <= (name == folder_.newest)


def test_nothing_starts_empty_where_files_were_removed() -> None:
    """Whichever files are taken away, the game does not start from nothing, unless nothing at all is left.

    As long as the mark is there, it does not even start from less, be it from what had been whole earlier.
    """
    folder_ = FOLDERS[3]
    names = sorted(folder_.image)
    for mask in range(1, 2 ** len(names) - 1):
        image = {name: folder_.image[name] for bit, name in enumerate(names) if mask >> bit & 1}
        disk = MemoryDisk(image)
        store = Store.open(FOLDER, disk=disk)
        try:
            state = written(store.load().state)
        except (DataDamaged, DataOlder):
            assert disk.image() == image
        else:
            assert state
            assert state == folder_.final or "mark" not in image
