"""What a check says: that something is to be what it is expected to be, and which hint a known mistake earns.

Checks name hints by a key; the sentences stand in the lesson's text, where they can be translated."""

from collections.abc import Callable, Sequence
from typing import Any

SHOWN_MOST = 400  # Characters of a value.

Hints = Sequence[tuple[Any, str]]  # A wrong value, or what tells whether one is it, and the key of its hint.


class Wrong(BaseException):
    """A check failed; no `Exception`, so that nothing that a check calls swallows it."""

    def __init__(self, what: str, expected: str, actual: str, hint: str = "") -> None:
        """Keep *what* was looked at, both values as they are shown, and the key of the *hint*."""
        super().__init__(what)
        self.what = what
        self.expected = expected
        self.actual = actual
        self.hint = hint


def shown(value: object) -> str:
    """Give *value* as it is shown to a learner, short whatever it is."""
    try:
        text = repr(value)
    except Exception as error:  # noqa: BLE001  # a learner's __repr__ may do anything
        text = f"<{type(value).__name__} whose __repr__ raises {type(error).__name__}>"
    return text if len(text) <= SHOWN_MOST else text[:SHOWN_MOST] + "…"


def same(one: object, other: object) -> bool:
    """Tell whether two values are equal; True is not 1 here."""
    if isinstance(one, bool) != isinstance(other, bool):
        return False
    return bool(one == other)


def expect(what: str, actual: object, expected: object, hints: Hints = ()) -> None:
    """Fail the check unless *actual* is *expected*. *what* is what was looked at, as code."""
    if not same(actual, expected):
        raise Wrong(what, shown(expected), shown(actual), _hint(actual, hints))


def expect_raises(what: str, kind: type[BaseException], call: Callable[[], object], hints: Hints = ()) -> None:
    """Fail the check unless *call* raises *kind*.

    A hint may be for the kind that was raised, or for the value that was given instead.
    """
    try:
        value = call()
    except kind:
        return
    except Exception as error:
        key = next((key for wrong, key in hints if isinstance(wrong, type) and isinstance(error, wrong)), "")
        raise Wrong(what, f"raises {kind.__name__}", f"raises {type(error).__name__}", key) from error
    raise Wrong(what, f"raises {kind.__name__}", shown(value), _hint(value, hints))


def _hint(actual: object, hints: Hints) -> str:
    """Give the key of the first of *hints* that *actual* earns."""
    for wrong, key in hints:
        try:
            if same(wrong, actual) or (callable(wrong) and not isinstance(wrong, type) and wrong(actual)):
                return key
        except Exception:  # noqa: BLE001, S112  # a value of another type than the hint looks for does not earn it
            continue
    return ""
