"""The commands of `python -m clickgame`, in one table."""

import argparse
import importlib
import os
import sys
import time
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPException
from typing import Any

from clickgame.launch import orphans, page, sandbox
from clickgame.settings import ENGINE, GATEWAY, SINGLE, STANDBY, Settings, markdown_table, variable

REFUSED = 2  # Exit code of a start that was refused, as for wrong arguments.
LINE_LENGTH = 200  # Of the answer that the health check repeats.
_GATEWAYS = "run so many gateways, an engine and a standby, by way of the Redis that the settings name"
PATIENCE_S = 5.0  # For the health check: longer than any stall that may pass, shorter than Docker's own limit.


def run(arguments: argparse.Namespace) -> int:
    """Serve page and game until stopped; with --gateways, in several processes."""
    if getattr(arguments, "gateways", 0):
        return _run_all(arguments)
    from clickgame.launch import server  # noqa: PLC0415  # uvicorn isn't needed, and takes a while, for the others

    settings = _settings(arguments)
    listener = server.listen(settings, is_shared=settings.role == GATEWAY)
    if settings.role == SINGLE:
        server.check_folder(settings.data_dir)
    if not arguments.no_page:
        _build()
    server.serve(settings, listener, page=None if arguments.no_page else page.claim(page.ROOT, os.environ))
    return 0


def gateway(arguments: argparse.Namespace) -> int:
    """Serve page and sockets for an engine in another process, by way of Redis."""
    os.environ[variable("role")] = GATEWAY
    return run(arguments)


def engine(arguments: argparse.Namespace) -> int:
    """Own the game's files, rules and jobs, for gateways in other processes, by way of Redis."""
    return _own(arguments, stands_by=False)


def standby(arguments: argparse.Namespace) -> int:
    """Follow the game of another engine's folder, and be the engine once that one is no more."""
    return _own(arguments, stands_by=True)


def build(_arguments: argparse.Namespace) -> int:
    """Build the page if its sources changed, and compile what learners' programs run in."""
    if not _build():
        _say("The page is as new as its sources.")
    return 0


def data(arguments: argparse.Namespace) -> int:
    """Verify, export or restore a data folder."""
    commands: Any = importlib.import_module("persistence.cli")
    return commands.main(arguments.rest, folder=Settings.from_env(os.environ).data_dir)


def admin(arguments: argparse.Namespace) -> int:
    """Moderate the running game: list, rename, hide, unrank, ban, undo, and read reports."""
    from clickgame.launch import admin  # noqa: PLC0415  # the name is this command's

    return admin.main(arguments.rest, folder=Settings.from_env(os.environ).data_dir)


def learn(arguments: argparse.Namespace) -> int:
    """Check, run and make lessons of the course, for their authors."""
    from clickgame.launch import learn  # noqa: PLC0415  # the name is this command's

    return learn.main(arguments.rest)


def healthcheck(arguments: argparse.Namespace) -> int:
    """Ask the running server, or an engine or standby, whether it is well: exit code 0 or 1."""
    settings = Settings.from_env(os.environ)
    asked, port = settings.host, settings.port
    if arguments.role in (ENGINE, STANDBY):
        asked, port = settings.metrics_host, settings.metrics_port  # all that these listen on
        if not port:
            _say(f"{variable('metrics_port')} is not set: an {ENGINE} and a {STANDBY} are asked there.")
            return 1
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(asked, asked)  # noqa: S104  # compared, not bound
    connection = HTTPConnection(host, port, timeout=PATIENCE_S)
    try:
        connection.request("GET", "/health")
        answer = connection.getresponse()
        body = answer.read().decode(errors="replace")
    except (OSError, HTTPException) as error:
        _say(f"No answer from {host}:{port}: {error}")
        return 1
    finally:
        connection.close()
    _say(f"{answer.status} {body[:LINE_LENGTH]}")
    return 0 if answer.status == 200 else 1  # noqa: PLR2004  # the number is HTTP's, and known to all


def settings(_arguments: argparse.Namespace) -> int:
    """Print the table of settings that the README shows."""
    sys.stdout.write(markdown_table() + "\n")
    return 0


COMMANDS: tuple[Callable[[argparse.Namespace], int], ...] = (
    *(run, gateway, engine, standby, build),
    *(data, admin, learn, healthcheck, settings),
)


def main(argv: Sequence[str]) -> int:
    """Run the command in *argv*, `run` if there is none, and give the exit code."""
    os.chdir(page.ROOT)  # Reflex looks for rxconfig.py here, and relative folders mean the project's.
    try:
        arguments = _parser().parse_args(argv or ["run"])
        return arguments.command(arguments)
    except Exception as error:
        code = getattr(error, "code", None)
        if not isinstance(code, str):
            raise
        _say(str(error) if str(error).startswith(code) else f"{code}: {error}")
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m clickgame", description="Serve Click the Button.")
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in COMMANDS:
        # These have parsers of their own: their options, --help too, go on to them as they are.
        own = command in (data, admin, learn)
        added = commands.add_parser(
            command.__name__, help=command.__doc__, prefix_chars="\0" if own else "-", add_help=not own
        )
        added.set_defaults(command=command)
        if command in (run, gateway):
            added.add_argument("--no-page", action="store_true", help="serve the game without its page (for tests)")
            added.add_argument(
                "--gateways", type=int, default=0, help=_GATEWAYS if command is run else argparse.SUPPRESS
            )
        if command in (run, gateway, engine, standby):
            added.add_argument("--supervised", action="store_true", help=argparse.SUPPRESS)
        if command is healthcheck:
            added.add_argument("role", nargs="?", choices=(SINGLE, GATEWAY, ENGINE, STANDBY), default=SINGLE)
        if own:
            added.add_argument("rest", nargs=argparse.REMAINDER)
    return parser


def _settings(arguments: argparse.Namespace) -> Settings:
    """Read the settings; a process that somebody looks after leaves with that one."""
    if arguments.supervised:
        orphans.leave_with_supervisor()
    return Settings.from_env(os.environ)


def _own(arguments: argparse.Namespace, *, stands_by: bool) -> int:
    from clickgame.launch import engine, server  # noqa: PLC0415  # as for `run`; the name is a command's

    settings = _settings(arguments)
    server.check_folder(settings.data_dir)
    server.prepare_log(settings)
    engine.serve(settings, stands_by=stands_by)
    return 0


def _run_all(arguments: argparse.Namespace) -> int:
    """Run an engine, a standby and gateways, and look after them."""
    from clickgame.launch import cores, fleet, server, supervisor  # noqa: PLC0415  # as for `run`

    settings = Settings.from_env(os.environ)
    cores.bus_of(settings)  # which says at once what is wrong with the address
    server.listen(settings).close()  # for gateways alone: another game on this port would share it and not be noticed
    server.check_folder(settings.data_dir)
    server.prepare_log(settings)
    if not arguments.no_page:
        _build()
    programs = fleet.programs(settings, arguments.gateways, has_page=not arguments.no_page)
    return supervisor.supervise(programs, stop_s=supervisor.STOP_S + settings.drain_s)


def _build() -> bool:
    """Make what is not there or not new enough; tell whether that was the page."""
    built = not page.is_fresh(page.ROOT, os.environ) and _build_page()
    if not sandbox.is_built(page.ROOT):
        _say("Compiling what learners' programs run in: some ten seconds, once…")
        _say(sandbox.build(page.ROOT))
    return built


def _build_page() -> bool:
    _say("Building the page: about half a minute the first time…")
    began = time.monotonic()
    built = page.build(page.ROOT, os.environ)
    if built:
        _say(f"Built the page in {time.monotonic() - began:.0f} s.")
    return built


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
