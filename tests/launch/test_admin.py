"""`python -m clickgame admin` against a server that runs: answers, errors and exit codes."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from clickgame.contract.moderation import ADMIN_SOCKET
from clickgame.gateway.reflex.channels import IDENTITY
from clickgame.launch import admin
from tests.e2e.server import GameServer
from tests.gateway.client import Client
from tests.launch.test_server import run as run_command

Printed = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GameServer]:
    """Give a server without a page."""
    with GameServer(tmp_path_factory.mktemp("admin"), with_page=False) as game:
        yield game


def run(folder: Path, printed: Printed, *argv: str) -> tuple[int, str, str]:
    """Run a command; give its exit code and what it printed."""
    code = admin.main(argv, folder=folder)
    out, error = printed.readouterr()
    return code, out, error


def test_a_player_is_banned_told_so_and_let_play_again(server: GameServer, capsys: Printed) -> None:
    with Client(server.port) as ann:
        player, handle = ann.var(IDENTITY.name, "player"), ann.var(IDENTITY.name, "handle")
        code, out, _ = run(server.data, capsys, "ban", handle, "--why", "machine", "--for", "2h", "--as", "kim")
        assert (code, "kim: ban" in out, "in force" in out) == (0, True, True)
        assert ann.refusal() == "banned"
        ann.send_press(3)
        assert ann.refusal() == "banned"
        code, out, _ = run(server.data, capsys, "list", "--json")
        (deed,) = json.loads(out)
        assert (deed["whom"], deed["why"], round(deed["until"] - deed["at"])) == (player, "machine", 7_200)
        assert handle in run(server.data, capsys, "show", player)[1]
        assert run(server.data, capsys, "unban", player, "--as", "lee")[0] == 0
        ann.resume(3).press(4)
        assert run(server.data, capsys, "list") == (0, "Nothing.\n", "")
        assert len(run(server.data, capsys, "log", player)[1].splitlines()) == 2


def test_a_network_is_kept_out_until_that_is_undone(server: GameServer, capsys: Printed) -> None:
    """Its pages are hung up on, and none gets in; the address is in no file and in no answer."""
    with Client(server.port) as ann, Client(server.port) as bob:
        player = ann.var(IDENTITY.name, "player")
        code, out, _ = run(server.data, capsys, "block", player, "--why", "advert", "--for", "30m", "--json")
        assert code == 0
        for client in (ann, bob):
            with pytest.raises(ConnectionClosed):
                client.wait(lambda client=client: client.is_closed)
        late = Client(server.port)
        late.knock()
        assert late.refusal() == "address_banned"
        late.close()
        assert "127.0.0.1" not in out
        assert all(b"127.0.0.1" not in path.read_bytes() for path in server.data.iterdir() if path.is_file())
        assert run(server.data, capsys, "undo", str(json.loads(out)[0]["number"]))[0] == 0
    with Client(server.port) as again:
        again.press(1)


def test_what_was_done_survives_a_kill(tmp_path: Path, capsys: Printed) -> None:
    with GameServer(tmp_path, with_page=False) as game:
        with Client(game.port) as ann:
            ann.press(3)
            player = ann.var(IDENTITY.name, "player")
            assert run(game.data, capsys, "ban", player, "--why", "machine", "--for", "ever")[0] == 0
            assert run(game.data, capsys, "unrank", player, "--why", "machine")[0] == 0
        game.kill()
        game.start()
        assert len(run(game.data, capsys, "list")[1].splitlines()) == 2
        again = Client(game.port, token=ann.token).open()
        again.send_press(4)
        assert again.refusal() == "banned"
        again.close()


def test_what_is_refused_is_said_with_its_code(server: GameServer, capsys: Printed) -> None:
    code, out, error = run(server.data, capsys, "hide", "nobody at all", "--why", "name")
    assert (code, out, error.partition(":")[0]) == (1, "", "unknown_player")
    code, out, _ = run(server.data, capsys, "undo", "9999", "--json")
    assert (code, json.loads(out)["code"]) == (1, "unknown_deed")


def test_where_no_server_runs_that_is_said(tmp_path: Path, capsys: Printed) -> None:
    code, _, error = run(tmp_path, capsys, "list")
    assert (code, error.partition(":")[0], ADMIN_SOCKET in error) == (3, "no_server", True)
    code, out, _ = run(tmp_path, capsys, "list", "--json")
    assert (code, json.loads(out)["code"]) == (3, "no_server")


@pytest.mark.parametrize(
    "argv", [[], ["erase", "ann"], ["ban", "ann"], ["ban", "ann", "--why", "he is rude"], ["undo"]]
)
def test_wrong_arguments_are_explained(argv: list[str], tmp_path: Path, capsys: Printed) -> None:
    with pytest.raises(SystemExit) as caught:
        admin.main(argv, folder=tmp_path)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_length_of_time_is_read_as_it_is_typed() -> None:
    assert [admin.length_s(text) for text in ("90s", "30m", "2h", "7d", "ever")] == [90, 1800, 7200, 604_800, 0]
    for text in ("", "2", "h", "-2h", "2 h", "1e9s", "x" * 99):
        with pytest.raises(argparse.ArgumentTypeError):
            admin.length_s(text)


def test_it_is_a_command_of_the_game(tmp_path: Path) -> None:
    finished = run_command("admin", "list", CLICKGAME_DATA_DIR=str(tmp_path))
    assert finished.returncode == 3
    assert "hide" in run_command("admin", "--help").stdout


def test_what_was_reported_and_renamed_is_written_in_a_line() -> None:
    reported = {"of": "player", "target": "p", "name": "Rude", "reports": 2, "reasons": {"name": 2}, "newest_at": 1.0}
    mark = {"number": 5, "at": 60.0, "player": "p", "handle": "Owl", "title": "Classic", "presses": 1_200}
    assert admin.line({**mark, "signs": ["even", "steady"], "tries": 5}) == (
        "    5  1970-01-01 00:01 UTC  p “Owl” in Classic: even, steady, 1,200 presses"
    )
    assert admin.line(reported) == "    2  player p “Rude”: name 2"
    deed = {"number": 3, "at": 60.0, "operator": "kim", "what": "rename", "whom": "p", "name": "Owl", "why": "name"}
    more = {"until": 0.0, "before": "Rude", "after": "Owl", "undone_by": 4, "is_in_force": False}
    assert admin.line({**deed, **more}) == (
        "    3  1970-01-01 00:01 UTC  kim: rename p “Owl” (Rude → Owl) because of name, undone by 4"
    )
    marked = {**deed, **more, "operator": "fair play", "what": "mark", "why": "machine", "before": "Classic"}
    assert admin.line({**marked, "after": "", "undone_by": 0}) == (
        "    3  1970-01-01 00:01 UTC  fair play: mark p “Owl” in Classic because of machine"
    )
