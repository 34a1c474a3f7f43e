"""The sandbox for learners' programs, as a server's settings have it, and its build."""

from pathlib import Path

from clickgame.learn.sandbox import module
from clickgame.learn.sandbox.limits import Limits
from clickgame.learn.sandbox.sandbox import Sandbox
from clickgame.settings import Settings

WALL_FACTOR = 4.0  # A program waits for the game, and for the other programs.


def sandbox_for(settings: Settings, root: Path) -> Sandbox:
    """Make the sandbox of a server whose interpreter was compiled into *root*; nothing of it is started yet."""
    limits = Limits(
        workers=settings.learn_workers,
        cpu_s=settings.learn_cpu_s,
        wall_s=settings.learn_cpu_s * WALL_FACTOR,
        memory_mib=settings.learn_memory_mib,
        waiting=settings.learn_waiting,
        wait_s=settings.learn_wait_s,
    )
    return Sandbox(limits, root)


def is_built(root: Path) -> bool:
    """Tell whether there is nothing to be compiled into *root*."""
    return module.is_built(root)


def build(root: Path) -> str:
    """Compile the sandbox's interpreter into *root*; give a line that says what came of it."""
    try:
        module.build(root)
    except module.ModuleUnusable as problem:
        return f"{problem.code}: {problem}"
    return "Compiled what learners' programs run in."
