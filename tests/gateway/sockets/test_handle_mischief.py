"""What a bored teenager would like to be called: a code comes back, nothing changes, nothing breaks."""

from collections.abc import Iterator

import pytest

from clickgame.gateway.reflex.channels import ARENAS
from tests.core.words import rude_words
from tests.e2e.server import GameServer
from tests.gateway.client import IDENTITY, NOTICE, Client


@pytest.fixture
def client(server: GameServer) -> Iterator[Client]:
    """Connect a player, and look afterwards whether all is as it was."""
    with Client(server.port) as playing:
        handle = playing.var(IDENTITY, "handle")
        yield playing
    with Client(server.port, token=playing.token) as again:
        assert again.var(IDENTITY, "handle") == handle
    assert "Traceback" not in server.log_text()


@pytest.mark.parametrize(
    ("handle", "code"),
    [
        ("", "handle_too_short"),
        ("   ", "handle_too_short"),
        ("x" * 21, "handle_too_long"),
        ("<script>", "handle_characters"),
        ("a\u200bb", "handle_characters"),
        ("a\u202eb", "handle_characters"),
        ("z\u0300\u0301\u0302\u0303o", "handle_marks"),
        ("a\x00b", "handle_characters"),
        ("Аdmin", "handle_reserved"),
        ("M o d e r a t 0 r", "handle_reserved"),
        ("Click the Button", "handle_reserved"),
        (rude_words("en")[0], "handle_rude"),
        (" ".join(rude_words("es")[0]), "handle_rude"),
        ({"handle": "Fox"}, "handle_invalid"),
        (7, "handle_invalid"),
        (None, "handle_invalid"),
        (["Fox"], "handle_invalid"),
    ],
)
def test_a_bad_handle_is_refused(client: Client, handle: object, code: str) -> None:
    client.call(f"{IDENTITY}.rename", form={"handle": handle})
    assert client.refusal() == code


def test_a_taken_handle_is_refused_in_every_disguise(client: Client, server: GameServer) -> None:
    with Client(server.port) as other:
        other.call(f"{IDENTITY}.rename", form={"handle": "Paypal"})
        other.wait(lambda: other.var(IDENTITY, "handle") == "Paypal")
        for disguise in ("Paypal", "PAYPAL", "раура1", "Ｐaypal", " paypal ", "Pavpal", "Pay_pa1", "Pàypál"):
            client.call(f"{IDENTITY}.rename", form={"handle": disguise})
            assert client.refusal() == "handle_taken"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Аdmin's arena", "title_reserved"),
        ("C1ick the Butt0n", "title_reserved"),
        (rude_words("fr")[0], "title_rude"),
        ("a" + "\u0301" * 9, "title_invalid"),
        ("x" * 4_000, "title_invalid"),
        (None, "title_invalid"),
        ({"title": "Mine"}, "title_invalid"),
    ],
)
def test_a_bad_title_is_refused_and_nothing_is_opened(client: Client, title: object, code: str) -> None:
    client.call(f"{ARENAS.name}.open", form={"kind": "sprint", "title": title})
    assert client.refusal() == code
    assert not client.var(ARENAS.name, "opened")


def test_handles_are_taken_so_often_however_many_tabs_ask(client: Client, server: GameServer) -> None:
    """Twelve an hour for each player; the refusal says when it goes again, and nobody else is told to wait."""
    own = client.var(IDENTITY, "handle")
    for number in range(6):
        name = f"Sparrow {number}"
        client.call(f"{IDENTITY}.rename", form={"handle": name})
        client.wait(lambda name=name: client.var(IDENTITY, "handle") == name)
    with Client(server.port, token=client.token) as tab:
        for number in range(5):
            name = f"Kestrel {number}"
            tab.call(f"{IDENTITY}.rename", form={"handle": name})
            tab.wait(lambda name=name: tab.var(IDENTITY, "handle") == name)
        tab.call(f"{IDENTITY}.rename", form={"handle": own})
        tab.wait(lambda: tab.var(IDENTITY, "handle") == own)
        tab.call(f"{IDENTITY}.rename", form={"handle": "Sparrow 9"})
        tab.wait(lambda: tab.var(NOTICE, "text") == "You can take another handle in 5 minutes.")
        assert tab.refusal() == "handle_too_often"
