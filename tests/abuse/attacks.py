"""Attacks on the server at a port, each as a stranger would do it, which fail the test if the server lets them."""

import socket
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection, connect

from clickgame.gateway.reflex.channels import BOARD, HYDRATE, IDENTITY, MODERATION, NAMESPACE, RENAME, WATCH
from tests.abuse.attackers import event
from tests.core.words import rude_words

HELLO = f'40{NAMESPACE},{{"event":{{"name":"{HYDRATE}","payload":{{}}}}}}'
PATIENCE_S = 10.0
JUNK_MOST = 1_000  # an address is let in again with time: the slower the machine, the more it may bring


def url(port: int, *, token: str | None = None) -> str:
    """Give the address of the socket, with a page's *token*."""
    return f"ws://127.0.0.1:{port}/_event/?EIO=4&transport=websocket" + (f"&token={token}" if token else "")


@contextmanager
def opened(port: int, host: str, **headers: str) -> Iterator[ClientConnection]:
    """Open a socket from *host*, an address of this machine."""
    with connect(
        url(port, token=str(uuid.uuid4())),
        compression=None,
        max_size=None,
        additional_headers=headers,
        source_address=(host, 0),
    ) as open_socket:
        yield open_socket


def send_until_closed(open_socket: ClientConnection, message: str, *, most: int) -> None:
    """Send *message* again and again until the server has had enough."""
    with suppress(ConnectionClosed):
        for _ in range(most):
            open_socket.send(message)
            with suppress(TimeoutError):
                open_socket.recv(timeout=0)
        pytest.fail("asked without end")


def come_without_a_token(port: int) -> None:
    """Open sockets that are no page's: refused."""
    for _ in range(20):
        with pytest.raises(InvalidStatus, match="400"):
            connect(url(port), source_address=("127.2.0.1", 0))


def come_from_another_site(port: int) -> None:
    """Open sockets from foreign pages: refused."""
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
        with pytest.raises(InvalidStatus, match="403"), opened(port, "127.2.1.1", Origin=origin):
            pass


def name_another_host(port: int) -> None:
    """Name a host that is none: it is said back nowhere, and what is said is kept by no cache of many."""
    for path in ("/", "/about", "/health"):
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        connection.request("GET", path, headers={"host": 'evil.example"><script>'})
        answer = connection.getresponse()
        assert b"evil" not in answer.read()
        assert "public" not in answer.headers.get("cache-control", "")
        connection.close()


def send_a_head_without_end(port: int) -> None:
    """Send a head that goes on and on: it is cut off."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S, source_address=("127.2.2.1", 0)) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nx: ")
        with suppress(OSError):  # whichever it is: the server hangs up
            for _ in range(10_000):
                raw.sendall(b"x" * 4_096)
            pytest.fail("a head of 40 MB was taken")


def leave_requests_half_open(port: int) -> None:
    """Begin requests that never end: they are ended."""
    with ExitStack() as all_of_them:
        halves = [
            all_of_them.enter_context(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S))
            for _ in range(200)
        ]
        for half in halves:
            half.sendall(b"GET / HTTP/1.1\r\nhost: x\r\n")
        for half in halves:
            with suppress(ConnectionResetError):
                assert half.recv(1_000) == b""


def say_nothing(port: int) -> None:
    """Open sockets and never say what the page wants: they are closed."""
    with ExitStack() as all_of_them:
        silent = [all_of_them.enter_context(opened(port, "127.2.3.1")) for _ in range(50)]
        for one in silent:
            with suppress(ConnectionClosed):
                while True:
                    one.recv(timeout=PATIENCE_S)


def watch_without_reading(port: int) -> None:
    """Turn from board to board and read nothing: the connection ends."""
    with opened(port, "127.2.4.1") as one:
        one.send(HELLO)
        with suppress(ConnectionClosed):
            for number in range(3_000):
                one.send(event(BOARD.event(WATCH), board=("live", "best")[number % 2]))
            while True:
                one.recv(timeout=PATIENCE_S)


def rename_and_load_without_end(port: int) -> None:
    """Ask for much more than a page does: the connection ends."""
    for message in (event(IDENTITY.event(RENAME), form={"handle": "A B"}), event(HYDRATE)):
        with opened(port, "127.2.5.1") as one:
            one.send(HELLO)
            send_until_closed(one, message, most=20_000)


def send_junk_from_one_address(port: int) -> None:
    """Send junk again and again from one address: it is let in no more."""
    for _ in range(JUNK_MOST):
        told = ""
        with suppress(WebSocketException, OSError), opened(port, "127.2.6.1") as one:
            one.send(f"40{NAMESPACE},")
            one.send("junk")
            while "address_misbehaves" not in told:
                told += str(one.recv(timeout=PATIENCE_S))
        if "address_misbehaves" in told:
            return
    pytest.fail("junk is taken without end")


def bring_newcomers(port: int) -> None:
    """Become one new player after the other: an address may be so many in an hour."""
    told = ""
    for _ in range(50):
        with opened(port, "127.2.7.1") as one:
            one.send(HELLO)
            with suppress(TimeoutError, ConnectionClosed):
                for _ in range(3):
                    told += str(one.recv(timeout=2))
        if "too_many_newcomers" in told:
            return
    pytest.fail("an address brings newcomers without end")


def play_the_operator(port: int) -> None:
    """Guess the operator's token, and replay what an operator would ask for: nothing is done, and it ends."""
    ask = event(
        MODERATION.event("do"), token="", operator="kim", text="", form={"what": "ban", "whom": "x", "why": "name"}
    )
    with opened(port, "127.2.10.1") as one:
        one.send(HELLO)
        send_until_closed(one, ask, most=2_000)


def report_without_end(port: int) -> None:
    """Report whoever there is, and who is not, again and again: it ends."""
    with opened(port, "127.2.9.1") as one:
        one.send(HELLO)
        report = event(MODERATION.event("report"), of="player", target="nobody", form={"why": "name"})
        send_until_closed(one, report, most=2_000)


def pose_as_somebody_else(port: int) -> None:
    """Ask for names that speak for the game, are rude, or look like another player's: each is refused."""
    names = ("admin", "M0derator", "S y s t e m", "Click the Butt0n", rude_words("en")[0], "Pavpal Koala")
    codes = [*["handle_reserved"] * 4, "handle_rude", "handle_taken"]
    with opened(port, "127.2.8.1") as owner, opened(port, "127.2.8.1") as one:
        for each in (owner, one):
            each.send(HELLO)
            told_of(each, "handle_rx_state_")
        owner.send(event(IDENTITY.event(RENAME), form={"handle": "Paypal Koala"}))
        told_of(owner, "Paypal Koala")
        for name, code in zip(names, codes, strict=True):
            one.send(event(IDENTITY.event(RENAME), form={"handle": name}))
            told_of(one, f'"{code}"')


def told_of(open_socket: ClientConnection, what: str) -> None:
    """Receive until the server says *what*."""
    while what not in str(open_socket.recv(timeout=PATIENCE_S)):
        pass


ATTACKS: tuple[Callable[[int], None], ...] = (
    come_without_a_token,
    come_from_another_site,
    name_another_host,
    send_a_head_without_end,
    leave_requests_half_open,
    say_nothing,
    watch_without_reading,
    rename_and_load_without_end,
    send_junk_from_one_address,
    bring_newcomers,
    play_the_operator,
    report_without_end,
    pose_as_somebody_else,
)
