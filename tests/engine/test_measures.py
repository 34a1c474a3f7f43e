"""What is measured of an engine is what happened to it, and a press itself counts nothing."""

import asyncio
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.measures import PREFIX, Times, reader
from clickgame.engine.engine import Engine
from clickgame.engine.measures import ENGINE, MeteredStore, Meters, Rise
from clickgame.engine.storage import Store as Kept
from clickgame.settings import Settings
from persistence.errors import DiskTrouble
from persistence.store import Store
from tests.engine.life import hear, join
from tests.fakes import FakeClock


class Refusing:
    """A store that does not take anything once it is told so."""

    def __init__(self, store: Kept) -> None:
        """Ask *store* as long as it is willing."""
        self._store = store
        self.refuses = False

    def __getattr__(self, name: str) -> object:
        """Give what the store has, or what refuses."""
        if self.refuses:
            return _refuse if name == "snapshot" else refuse
        return getattr(self._store, name)


def refuse(*_: object, **__: object) -> None:
    """Refuse."""
    raise DiskTrouble("full")


async def _refuse(*_: object, **__: object) -> None:
    refuse()


async def opened(folder: Path, clock: FakeClock) -> tuple[Engine, Meters, Refusing]:
    """Open an engine on *folder* whose store is metered, and can be told to refuse."""
    engine = Engine(Settings(data_dir=folder), clock=clock, rng=random.Random(1))
    meters, store = Meters(engine), Refusing(Store.open(folder))
    await engine.open(MeteredStore(store, meters), refused_by=DiskTrouble)  # pyright: ignore[reportArgumentType]  # it passes on what a store has
    return engine, meters, store


def values(meters: Meters) -> dict[str, object]:
    """Read everything, by name, times by how many there were."""
    return {
        reading.name.removeprefix(PREFIX): reading.value.count if isinstance(reading.value, Times) else reading.value
        for reading in reader(ENGINE, meters)()
    }


def test_the_game_s_numbers_are_those_of_the_game(tmp_path: Path) -> None:
    async def story() -> None:
        engine, meters, _ = await opened(tmp_path, FakeClock())
        assert values(meters)["presses_total"] == 0
        ann = join(engine, "ann")
        hear(engine, ann, 5, is_resume=True)
        engine.present(joined=[ann])
        await engine.commit.written()
        await engine.sync()
        assert await engine.save()
        assert not await engine.save()
        hear(engine, ann, 50_000)
        told = values(meters)
        assert told["presses_total"] == engine.game.total
        assert (told["players"], told["online"], told["epoch"], told["saving"]) == (1, 1, engine.epoch, False)
        assert (told["journal_sync_seconds"], told["snapshot_seconds"], told["holds_total"]) == (1, 1, 1)
        assert told["arenas"] == len(engine.game.arenas)
        await engine.close()

    asyncio.run(story())


def test_what_the_disk_refuses_is_counted_and_still_refused(tmp_path: Path) -> None:
    async def story() -> None:
        engine, meters, store = await opened(tmp_path, FakeClock())
        join(engine, "ann")
        await engine.commit.written()
        written = meters.writes.count
        store.refuses = True
        metered = MeteredStore(store, meters)  # pyright: ignore[reportArgumentType]  # it passes on what a store has
        with pytest.raises(DiskTrouble):
            metered.append([], at=1.0)
        with pytest.raises(DiskTrouble):
            metered.sync()
        with pytest.raises(DiskTrouble):
            await engine.save()
        assert (meters.refused, meters.writes.count) == (3, written)
        store.refuses = False
        await engine.close()

    asyncio.run(story())


def test_a_metered_store_tells_and_loads_as_its_own(tmp_path: Path) -> None:
    engine = Engine(Settings(data_dir=tmp_path))
    store = Store.open(tmp_path)
    metered = MeteredStore(store, Meters(engine))
    assert metered.load().epoch == 1
    assert metered.told([]) == []
    metered.close()


@given(st.lists(st.integers(0, 1_000), max_size=30))
def test_what_has_risen_never_falls_and_is_the_sum_of_all_that_went_up(seen: list[int]) -> None:
    """Wherever the number goes down in between, as it does when a player leaves with all their presses."""
    rise = Rise()
    risen = [rise.look(number) for number in seen]
    assert risen == sorted(risen)
    assert (risen or [0])[-1] == sum(max(0, now - then) for then, now in pairwise(seen))
