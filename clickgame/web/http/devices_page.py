"""What the page `/devices` says to whom, put into the page as it was built."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self

from clickgame.contract.errors import GameError
from clickgame.contract.reads import Holder
from clickgame.web import previews
from clickgame.web.http.markup import document, scripts
from clickgame.web.http.policy import page_policy

CAREFUL = "Only take a link that you have made yourself: whoever made it plays as {handle}, too, and sees what you do."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A headline, what it means, the *parts* of the page that go with it, and what a link is about."""

    headline: str
    story: str
    parts: tuple[str, ...] = ()
    code: str = ""
    button: str = ""
    address: str = ""
    picture: str = ""
    left: str = ""
    lost: str = ""
    key: str = ""

    @classmethod
    def nobody(cls) -> Self:
        """Say that nobody plays in this browser."""
        return cls(
            headline="Nobody plays here yet",
            story="This browser has no player. Open a link that you have made on your other device, on this same page, "
            "and you are that player here, too. Or go to the button, and you are a new one.",
            parts=("go",),
        )

    @classmethod
    def player(
        cls, handle: str, lasts: str, address: str = "", picture: str = "", left: str = "", *, has_key: bool = False
    ) -> Self:
        """Say who plays in this browser, and show the link that there is to another device."""
        parts = ("own", *(("link",) if address else ()), *(("revoke",) if has_key else ()))
        return cls(
            headline=f"You are {handle}",
            story=f"Be {handle} on another device, too: make a link and open it there. It works once, for {lasts}. "
            "That device can make one for this browser, too, should its cookie ever be lost.",
            parts=parts,
            button="Make another link" if address else "Make a link",
            address=address,
            picture=picture,
            left=left,
        )

    @classmethod
    def program(cls, handle: str, key: str) -> Self:
        """Show the key that programs of the player have from now on."""
        return cls(
            headline="A key for your programs",
            story=f"Whoever has it presses as {handle} where programs are welcome, and can do nothing else. It is "
            "shown this once: put it away now. A key that you made before works no more.",
            parts=("key", "revoke", "go"),
            key=key,
        )

    @classmethod
    def offer(cls, handle: str, other: str) -> Self:
        """Ask whether to be *handle* in this browser, where somebody is *other* so far (if not "")."""
        if handle == other:
            story = f"You are {handle} here already. The link is not used up: open it on your other device."
            return cls(headline=f"You are {handle}", story=story, parts=("go",))
        return cls(
            headline=f"Play as {handle} here?",
            story="Both devices are then one player, with one score. " + CAREFUL.format(handle=handle),
            parts=("lost", "take") if other else ("take",),
            button=f"Play as {handle}",
            lost=f"You are {other} here now. This browser forgets that, and unless another device is {other}, too, "
            "nobody can be any more.",
        )

    @classmethod
    def refusal(cls, refusal: GameError, holder: Holder | None) -> Self:
        """Say why not, and to whoever plays here what can be done."""
        return cls(
            headline="That did not work",
            story=refusal.text,
            parts=("refusal", "own" if holder else "go"),
            code=refusal.code,
            button="Make a link",
        )


def page(folder: Path, shown: Shown) -> tuple[bytes, str] | None:
    """Give the page built into *folder* with what is *shown*, and the policy that goes with it; None if not built."""
    try:
        html = (folder / previews.DEVICES.file).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    words = {name: text for name, text in asdict(shown).items() if isinstance(text, str)} | {"move": shown.address}
    preview = replace(
        previews.DEVICES,
        words=tuple(words.items()),
        parts=shown.parts,
        image=shown.picture or previews.DEVICES.image,
        image_alt=f"A QR code of the link {shown.address}",
    )
    return document(html, preview, origin="", words={}).encode(), page_policy(scripts(html, preview))
