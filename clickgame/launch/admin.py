"""`python -m clickgame admin`: what an operator asks of the running server, over the socket in its data folder.

Exit codes: 0 done, 1 refused by the game, 2 wrong arguments, 3 no server there.
"""

import argparse
import getpass
import json
import re
import socket
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from clickgame.contract.moderation import ADMIN_SOCKET, DEEDS, REASONS, SANCTIONS

DONE, REFUSED, NO_SERVER = 0, 1, 3
PATIENCE_S = 15.0
ANSWER_LONGEST = 1 << 22
UNITS_S = {"s": 1, "m": 60, "h": 3600, "d": 86_400}

_LENGTH = re.compile(r"(\d{1,9})([smhd])")
_READS = {
    "list": "the sanctions that are in force",
    "reports": "what players have reported and nobody has dealt with",
    "review": "who is off boards for pressing like a program; undo lets one in again, unrank keeps one off all",
}
_UNDOING = {
    "unban": ("ban", "lift a ban"),
    "restore": ("", "undo all sanctions on a player"),
}


def main(argv: Sequence[str], *, folder: Path) -> int:
    """Do what *argv* asks of the server whose data is in *folder*; give the exit code."""
    arguments = _parser().parse_args(argv)
    request = {name: value for name, value in vars(arguments).items() if name != "json"}
    try:
        said = ask(folder, request)
    except (OSError, ValueError) as problem:
        return _fail("no_server", f"No server answers at {folder / ADMIN_SOCKET}: {problem}", arguments, NO_SERVER)
    if "code" in said:
        return _fail(said["code"], said["text"], arguments, REFUSED)
    if arguments.json:
        sys.stdout.write(json.dumps(said["answer"], ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("".join(f"{line(each)}\n" for each in said["answer"]) or "Nothing.\n")
    return DONE


def ask(folder: Path, request: dict[str, Any]) -> dict[str, Any]:
    """Ask the server whose data is in *folder*, and give its answer. Raises OSError, or ValueError for no answer."""
    with socket.socket(socket.AF_UNIX) as wire:
        wire.settimeout(PATIENCE_S)
        wire.connect(str(folder / ADMIN_SOCKET))
        wire.sendall(json.dumps(request).encode() + b"\n")
        with wire.makefile("rb") as answers:
            return json.loads(answers.readline(ANSWER_LONGEST) or "")


def length_s(text: str) -> float:
    """Read a length of time as it is typed: 90s, 30m, 2h, 7d, or ever. Raises ArgumentTypeError for another."""
    if text == "ever":
        return 0.0
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no length of time: say 30m, 2h, 7d or ever")
    return float(int(match[1]) * UNITS_S[match[2]])


def line(told: dict[str, Any]) -> str:
    """Write one thing that was answered as a line: a deed, what was reported, a mark, or a player."""
    if "signs" in told:
        return (
            f"{told['number']:>5}  {when(told['at'])}  {told['player']} “{told['handle']}” in {told['title']}: "
            f"{', '.join(told['signs'])}, {told['presses']:,} presses"
        )
    if "number" in told:
        state = f", undone by {told['undone_by']}" if told["undone_by"] else ", in force" if told["is_in_force"] else ""
        until = f" until {when(told['until'])}" if told["until"] else ""
        before, after = told["before"], told["after"]
        names = f" ({before} → {after})" if after else f" in {before}" if before else ""
        return (
            f"{told['number']:>5}  {when(told['at'])}  {told['operator']}: {told['what']} {told['whom']} "
            f"“{told['name']}”{names} because of {told['why']}{until}{state}"
        )
    if "reasons" in told:
        reasons = ", ".join(f"{key} {count}" for key, count in told["reasons"].items())
        return f"{told['reports']:>5}  {told['of']} {told['target']} “{told['name']}”: {reasons}"
    state = "".join(f"\n       {line(deed).strip()}" for deed in told["in_force"])
    here = ", here now" if told["is_here"] else ""
    return (
        f"{told['player']}  “{told['handle']}”  {told['total']:,} presses, best {told['best']:,}, "
        f"{told['reports']} reports{here}{state}"
    )


def when(at: float) -> str:
    """Write a time."""
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M} UTC"


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser = argparse.ArgumentParser(prog="python -m clickgame admin", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, help_: str, *, does: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help_, parents=[common])
        added.set_defaults(command=does)
        return added

    def act(name: str, help_: str, *, does: str) -> argparse.ArgumentParser:
        added = add(name, help_, does=does)
        added.add_argument("--as", dest="operator", default=_user(), metavar="NAME", help="who does it, for the log")
        return added

    for name, help_ in _READS.items():
        add(name, help_, does=name)
    add("show", "find players by id or a part of the handle", does="show").add_argument("whom")
    add("log", "what was done, the last first", does="log").add_argument("whom", nargs="?", default="")
    for kind in DEEDS:
        added = act(kind.key, f"{kind.title.lower()} a player or an arena", does="do")
        added.set_defaults(what=kind.key)
        added.add_argument("whom", help="a player's id or handle, or an arena's name")
        added.add_argument("--why", choices=[reason.key for reason in REASONS], required=True)
        if kind.key in SANCTIONS or kind.for_s:
            added.add_argument(
                "--for", dest="for_s", type=length_s, default=-1.0, metavar="TIME", help="30m, 2h, 7d, ever"
            )
    for name, (what, help_) in _UNDOING.items():
        added = act(name, help_, does="restore")
        added.set_defaults(what=what)
        added.add_argument("whom")
    act("undo", "undo one deed by its number", does="undo").add_argument("number", type=int)
    return parser


def _fail(code: str, text: str, arguments: argparse.Namespace, exit_code: int) -> int:
    if arguments.json:
        sys.stdout.write(json.dumps({"code": code, "text": text}, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(f"{code}: {text}\n")
    return exit_code


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return "operator"
