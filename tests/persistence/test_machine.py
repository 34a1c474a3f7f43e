"""Any sequence of play, snapshots, failures, kills and power cuts agrees with a list of states."""

import random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from persistence.follower import Follower
from persistence.recovery import recover
from tests.persistence.fakes import FOLDER, MemoryDisk, Onlooker
from tests.persistence.world import World, as_it_is
from tests.persistence.written import Written, written

NAMES = ("ann", "bob", "cem", "dot", "eve", "fay")
names = st.sampled_from(NAMES)


class Saving(RuleBasedStateMachine):
    """A world whose disk may do anything that a disk may do."""

    @initialize()
    def start(self) -> None:
        self.disk = MemoryDisk()
        self.world = World(self.disk)
        self.onlooker = Onlooker(self.disk)
        self.follower = Follower(FOLDER, as_it_is, disk=self.onlooker)

    @rule(name=names, presses=st.integers(1, 50), page=st.sampled_from("pqrst"))
    def press(self, name: str, presses: int, page: str) -> None:
        if name not in self.world.players:
            if self.world.is_leaving(name) or name in self.world.erased:
                return  # an id is not given again in the very turn that saw it go
            self.world.join(name)
        self.world.press(name, presses, page)

    @rule(name=names, handle=st.text(max_size=5))
    def rename(self, name: str, handle: str) -> None:
        if name in self.world.players:
            self.world.rename(name, handle)

    @rule()
    def turn(self) -> None:
        """Begin another day."""
        self.world.turn()

    @rule(name=names)
    def open_arena(self, name: str) -> None:
        if name in self.world.players:
            self.world.press(name, arena=self.world.open_arena(name))

    @rule()
    def close_arena(self) -> None:
        """Close the oldest."""
        for opening in tuple(self.world.state.openings)[:1]:
            self.world.close_arena(opening)

    @rule(name=names)
    def tell(self, name: str) -> None:
        """Put somebody into the feed."""
        if name in self.world.players:
            self.world.tell(name)

    @rule(name=names, lesson=st.sampled_from(("button", "lock")))
    def check(self, name: str, lesson: str) -> None:
        """Have a program checked."""
        if name in self.world.players:
            self.world.check(name, lesson)

    @rule(name=names, by=names)
    def moderate(self, name: str, by: str) -> None:
        """Have somebody reported and hidden."""
        if {name, by} <= self.world.players.keys():
            self.world.moderate(name, by)

    @rule(name=names)
    def leave(self, name: str) -> None:
        if name in self.world.players:
            self.world.end_run(name)
            self.world.forget(name)

    @rule(name=names)
    def erase(self, name: str) -> None:
        """See somebody off who wants it: an id that is not given again before no file has it."""
        if name in self.world.players:
            self.world.erase(name)

    @rule()
    def settle(self) -> None:
        self.world.settle()

    @rule()
    def sync(self) -> None:
        self.world.sync()

    @rule()
    def follow(self) -> None:
        """See that whoever follows has what a start at this moment would come to, and never more than was appended."""
        self.follower.catch_up()
        followed = written(self.follower.records)
        assert followed in self.world.after_kill
        if self.world.is_whole:
            assert followed == written(recover(self.onlooker, FOLDER).state)

    @rule(
        turns=st.lists(
            st.tuples(names, st.sampled_from(("press", "tell", "check", "moderate", "leave", "follow"))), max_size=6
        )
    )
    def snapshot(self, turns: list[tuple[str, str]]) -> None:
        left = iter(turns)

        def meanwhile() -> None:
            for name, turn in left:
                match turn:
                    case "press":
                        self.press(name, 1, "p")
                    case "tell":
                        self.tell(name)
                    case "check":
                        self.check(name, "lock")
                    case "moderate":
                        self.moderate(name, "a")
                    case "leave":
                        self.leave(name)
                    case _:
                        self.follow()
                return

        gone = self.world.erased - {name for name, turn in turns if turn == "press"}
        if self.world.snapshot(meanwhile):
            seasons = {row.player for season in self.world.state.closed.values() for row in season.rows}
            left = gone - self.world.erased - self.world.players.keys() - seasons
            assert not [name for name in left for data in self.disk.image().values() if name.encode() in data]

    @rule(after=st.integers(1, 8), count=st.integers(1, 4))
    def call_fails(self, after: int, count: int) -> None:
        first = len(self.disk.calls) + after
        self.disk.fail_at |= set(range(first, first + count))

    @rule()
    def disk_is_well_again(self) -> None:
        """See that what the disk refused is written as soon as it takes it."""
        self.disk.fail_at.clear()
        assert self.world.sync()
        assert self.world.settle()
        assert self.world.sync()
        assert self.world.after_power_cut[0] == written(self.world.state)

    @rule()
    def restart(self) -> None:
        self.world.close()
        self._come_back(self.disk.after_kill(), self.world.after_kill)

    @rule()
    def kill(self) -> None:
        self._come_back(self.disk.after_kill(), self.world.after_kill)

    @rule(seed=st.none() | st.integers(0, 1000))
    def cut_power(self, seed: int | None) -> None:
        rng = None if seed is None else random.Random(seed)
        self._come_back(MemoryDisk(self.disk.image_after_power_cut(rng)), self.world.after_power_cut)

    @rule()
    def take_over(self) -> None:
        """See that whoever followed goes on with what a load would come to, be it that it has to load."""
        allowed, self.disk = self.world.after_kill, self.disk.after_kill()
        self.onlooker.disk = self.disk
        loaded = World(self.disk.after_kill())
        self.world = World(self.disk, follower=self.follower)
        assert written(self.world.state) == written(loaded.state)
        assert written(self.world.state) in allowed
        assert self.world.erased == loaded.erased
        assert (self.world.recovered.epoch, self.world.store.last) == (loaded.recovered.epoch, loaded.store.last)
        assert self.disk.image() == loaded._disk.image()
        self.follower = Follower(FOLDER, as_it_is, disk=self.onlooker)

    def _come_back(self, disk: MemoryDisk, allowed: list[Written]) -> None:
        self.disk = self.onlooker.disk = disk
        self.world = World(disk)
        assert written(self.world.state) in allowed


TestSaving = Saving.TestCase
TestSaving.settings = settings(max_examples=100, stateful_step_count=40)
