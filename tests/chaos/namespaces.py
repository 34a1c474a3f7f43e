"""A second network on this machine, and a link to it that can be cut: what is there is as on another host.

It is one of Linux' network namespaces, and takes root and `ip` (Debian's iproute2)."""

import os
import shutil
import subprocess
from contextlib import suppress
from typing import Self

HERE, THERE = "10.213.{}.1", "10.213.{}.2"


class NoNamespaces(Exception):
    """This machine has none to give; the text says why."""


class Namespace:
    """A network of its own, at *address*, which is reached from *here*; *prefix* is what starts a program there."""

    def __init__(self) -> None:
        """Name it."""
        number = os.getpid() % 250 + 1
        self.name = f"clickgame{os.getpid()}"
        self.address = THERE.format(number)
        self.prefix = ("ip", "netns", "exec", self.name)
        self._here = HERE.format(number)
        self._ends = f"ctb{os.getpid()}a", f"ctb{os.getpid()}b"

    def cut(self, *, is_noticed: bool) -> None:
        """Cut the link; where that *is_noticed*, what is sent from here fails at once, else it is never heard of."""
        if is_noticed:
            _ip("link", "set", self._ends[0], "down")
        else:
            _ip("-n", self.name, "link", "set", self._ends[1], "down")

    def mend(self) -> None:
        """Have a link again."""
        _ip("link", "set", self._ends[0], "up")
        _ip("-n", self.name, "link", "set", self._ends[1], "up")

    def __enter__(self) -> Self:
        """Make it. Raises NoNamespaces."""
        if shutil.which("ip") is None:
            raise NoNamespaces("there is no `ip`: Debian's package iproute2 has it")
        try:
            _ip("netns", "add", self.name)
        except subprocess.CalledProcessError as problem:
            raise NoNamespaces(f"`ip netns add` is refused, it takes root: {problem.stderr.strip()}") from problem
        try:
            here, there = self._ends
            _ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", self.name)
            _ip("addr", "add", f"{self._here}/24", "dev", here)
            _ip("-n", self.name, "addr", "add", f"{self.address}/24", "dev", there)
            _ip("-n", self.name, "link", "set", "lo", "up")
            self.mend()
        except subprocess.CalledProcessError as problem:
            self.__exit__()
            raise NoNamespaces(f"there is no link to be had: {problem.stderr.strip()}") from problem
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of it; its link goes with it."""
        with suppress(subprocess.CalledProcessError):
            _ip("netns", "del", self.name)


def _ip(*words: str) -> None:
    program = shutil.which("ip") or "ip"
    subprocess.run([program, *words], check=True, capture_output=True, text=True)
