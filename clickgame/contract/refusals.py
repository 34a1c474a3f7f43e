"""The refusals of moderation: of presses, names and reports, and of what an operator asks for.

GameError
├── Sanctioned             sanctioned
│   ├── Banned             banned
│   ├── RenameBarred       handle_barred
│   ├── Hidden             hidden
│   ├── Unranked           unranked
│   └── Renamed            renamed
├── AddressBanned          address_banned
├── UnknownReason          unknown_reason
├── UnknownDeed            unknown_deed
├── TimeInvalid            time_invalid
├── AlreadyInForce         already_in_force
├── NothingToUndo          nothing_to_undo
├── NotHere                not_here
├── ReportOfOneself        report_of_oneself
├── ReportedAlready        reported_already
├── TooManyReports         too_many_reports
├── NotAnOperator          not_an_operator
└── TooManyTries           too_many_tries
"""

from datetime import UTC, datetime

from clickgame.contract.errors import GameError
from clickgame.contract.moderation import BAN, DEED_OF, HIDE, REASON_OF, RENAME, UNRANK, Sanction


class Sanctioned(GameError):
    """A player is told of a sanction, with its reason and its end."""

    code = "sanctioned"

    def __init__(self, sanction: Sanction) -> None:
        """Tell of *sanction*."""
        super().__init__()
        self.text = in_words(sanction)


class Banned(Sanctioned):
    """A player's presses do not count for a time."""

    code = "banned"


class RenameBarred(Sanctioned):
    """A player whom an operator has renamed may not rename for a time."""

    code = "handle_barred"


class Hidden(Sanctioned):
    """A player is not shown to others."""

    code = "hidden"


class Unranked(Sanctioned):
    """A player is on no board."""

    code = "unranked"


class Renamed(Sanctioned):
    """A player was given another handle."""

    code = "renamed"


class AddressBanned(GameError):
    """Nobody may connect from an address for a time."""

    code = "address_banned"
    text = "Whoever runs the game keeps your network out for a time. This page tries again by itself."


class UnknownReason(GameError):
    """There is no such reason for a report or a deed, or not for what it is about."""

    code = "unknown_reason"
    text = "There is no such reason."


class UnknownDeed(GameError):
    """There is nothing of that name that an operator may do, or no deed of that number."""

    code = "unknown_deed"
    text = "There is no such deed."


class TimeInvalid(GameError):
    """A length of time is none from 0 to ten years."""

    code = "time_invalid"
    text = "That is not a length of time."


class AlreadyInForce(GameError):
    """A sanction of that kind is in force."""

    code = "already_in_force"
    text = "That is in force already. Undo it first to change it."


class NothingToUndo(GameError):
    """Nothing of that kind is in force, or the deed was undone already, or cannot be."""

    code = "nothing_to_undo"
    text = "There is nothing to undo."


class NotHere(GameError):
    """A player's network is known only while the player is connected."""

    code = "not_here"
    text = "That player is not connected, so there is no network to ban."


class ReportOfOneself(GameError):
    """A player reports the own handle or arena."""

    code = "report_of_oneself"
    text = "That is you. You can change your name yourself."


class ReportedAlready(GameError):
    """A player has reported the same before, and nobody has dealt with it yet."""

    code = "reported_already"
    text = "You have reported that already. Somebody will look at it."


class TooManyReports(GameError):
    """A player has reported as much as one may in an hour."""

    code = "too_many_reports"
    text = "You have reported a lot within an hour. Try again later."


class NotAnOperator(GameError):
    """An operator's call came without the token."""

    code = "not_an_operator"
    text = "That is not the operator's token."


class TooManyTries(GameError):
    """Too many wrong tokens came from an address."""

    code = "too_many_tries"
    text = "Too many tries. Wait some minutes."


def told(sanction: Sanction) -> Sanctioned:
    """Give what a player is told of a *sanction* on arrival, and when it begins."""
    return {BAN: Banned, HIDE: Hidden, UNRANK: Unranked, RENAME: Renamed}[sanction.what](sanction)


def in_words(sanction: Sanction) -> str:
    """Say what is in force, until when, and why."""
    until = datetime.fromtimestamp(sanction.until, UTC)
    when = f" until {until:%H:%M} UTC on {until.day} {until:%B}" if sanction.until else ""
    why = REASON_OF.get(sanction.why)
    because = f" Whoever runs the game decided so because of {why.words}." if why else ""
    return f"{DEED_OF[sanction.what].told}{_may_not(sanction)}{when}.{because}"


def _may_not(sanction: Sanction) -> str:
    return ", and cannot change it" if sanction.what == RENAME else ""
