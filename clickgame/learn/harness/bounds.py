"""How far a program may go: rounds of its loops, characters of its output, and steps of the clock.

A bound stops a program before the process around it has to be killed, so that the learner is told the line."""

import ast
import io

LEARNERS_FILE = "lesson.py"
ROUNDS_MOST = 1_000_000
OUTPUT_MOST = 20_000  # Characters that are kept.
OUTPUT_BOUND = 10 * OUTPUT_MOST  # Characters that stop the program.
CLOCK_STEPS_MOST = 20_000
TICK = "__tick__"


class Stopped(BaseException):
    """A bound was reached; no `Exception`, so that a learner's `except Exception` does not swallow it."""

    def __init__(self, reason: str, text: str) -> None:
        """Keep *reason*, one of `rounds`, `output` and `clock`, and the sentence for the learner."""
        super().__init__(text)
        self.reason = reason


class Rounds:
    """Counts the rounds of all loops of one program."""

    def __init__(self, most: int = ROUNDS_MOST) -> None:
        """Allow *most* rounds."""
        self._most = most
        self._left = most

    @property
    def spent(self) -> bool:
        """Whether the bound was reached, even if the program caught what it was told."""
        return self._left < 0

    def tick(self) -> None:
        """Count one round, and stop the program after too many."""
        self._left -= 1
        if self._left < 0:
            raise Stopped("rounds", f"The loops went round more than {self._most:,} times: what ends this one?")


class Output(io.TextIOBase):
    """Keeps the first characters that are printed, counts the others, and stops a program that never ends printing."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self._kept: list[str] = []
        self._size = 0

    @property
    def spent(self) -> bool:
        """Whether the bound was reached."""
        return self._size > OUTPUT_BOUND

    def writable(self) -> bool:
        """Say yes."""
        return True

    def write(self, text: str) -> int:
        """Take *text*."""
        if not isinstance(text, str):
            raise TypeError(f"only text can be printed, not {type(text).__name__}")
        room = OUTPUT_MOST - self._size
        if room > 0:
            self._kept.append(text[:room])
        self._size += len(text)
        if self.spent:
            raise Stopped("output", f"More than {OUTPUT_BOUND:,} characters were printed.")
        return len(text)

    def text(self) -> str:
        """Give what is kept, and how much is not."""
        left_out = self._size - OUTPUT_MOST
        return "".join(self._kept) + (f"\n[{left_out:,} more characters]" if left_out > 0 else "")


class _Counted(ast.NodeTransformer):
    """Puts the count of a round first into the body of each loop, on the loop's own line."""

    def _loop(self, node: ast.AST) -> ast.AST:
        self.generic_visit(node)
        call = ast.Expr(ast.Call(ast.Name(TICK, ast.Load()), [], []))
        body: list[ast.stmt] = node.body  # pyright: ignore[reportAttributeAccessIssue]
        body.insert(0, ast.fix_missing_locations(ast.copy_location(call, node)))
        return node

    visit_While = visit_For = visit_AsyncFor = _loop  # noqa: N815  # the names that a visitor goes by


def counted(code: str, name: str) -> ast.Module:
    """Parse *code* of the file *name*, and have its loops counted. Raises SyntaxError."""
    return _Counted().visit(ast.parse(code, name))
