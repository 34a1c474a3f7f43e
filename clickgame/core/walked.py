"""A dict that can be gone through a few entries at a time, while others come and go.

A plain dict has to be listed for that, and a list of a million takes tens of milliseconds, in which nobody's press is
heard. Here its keys stand in short lists beside it, in the order in which they came.
"""

from collections.abc import Iterator, Mapping
from typing import TypeVar

KEYS_AT_ONCE = 1_024

Value = TypeVar("Value")


class Walked(dict[str, Value]):
    """A dict that is changed by `fill`, `pop`, and by item only; None is no value of it."""

    __slots__ = ("_keys",)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._keys: list[list[str]] = [[]]

    def __setitem__(self, key: str, value: Value) -> None:
        """Take in *value*."""
        if key not in self:
            if len(self._keys[-1]) == KEYS_AT_ONCE:
                self._keys.append([])
            self._keys[-1].append(key)
        super().__setitem__(key, value)

    def fill(self, values: Mapping[str, Value]) -> None:
        """Take in many *values*, while there are none."""
        self.update(values)
        keys = list(values)
        self._keys = [keys[at : at + KEYS_AT_ONCE] for at in range(0, len(keys), KEYS_AT_ONCE)] or [[]]

    def walk(self) -> Iterator[Value]:
        """Give each value as it is when its turn comes, those included that come meanwhile."""
        return iter(self.steps().__next__, None)

    def steps(self) -> Iterator[Value | None]:
        """Give each value likewise, and None each time that there is no more for now."""
        at = place = 0
        keys = self._keys[at]
        while True:
            if place < len(keys):
                value = self.get(keys[place])
                place += 1
                if value is not None:
                    yield value
            elif at + 1 < len(self._keys):
                # Keys are only ever added to the last list; another one is exchanged, so that whoever is in it stays.
                if any(key not in self for key in keys):
                    self._keys[at] = [key for key in keys if key in self]
                at, place = at + 1, 0
                keys = self._keys[at]
            else:
                yield None
