"""Every refusal of the game, as a class with a stable code and a sentence for the player; `naming.py` has some more.

GameError
├── UnknownPlayer          unknown_player
├── UnknownPage            unknown_page
├── ServerFull             server_full
├── TooManyConnections     too_many_connections
├── TooManyNewcomers       too_many_newcomers
├── AddressMisbehaves      address_misbehaves
├── TooManyEvents          too_many_events
├── UnknownArena           unknown_arena
├── ArenasFull             arenas_full
├── TooManyArenas          too_many_arenas
├── TitleInvalid           title_invalid
├── UnknownBoard           unknown_board
├── UnknownPeriod          unknown_period
├── UnknownKind            unknown_kind
├── UnknownEntry           unknown_entry
├── UnknownReaction        unknown_reaction
├── UnknownEvent           unknown_event
├── EventMalformed         event_malformed
├── CountInvalid           count_invalid
│   ├── CountDecreased     count_decreased
│   └── CountTooLarge      count_too_large
├── AgeInvalid             age_invalid
├── TooManyPlayers         too_many_players
├── HandleInvalid          handle_invalid
│   ├── HandleTooShort     handle_too_short
│   ├── HandleTooLong      handle_too_long
│   └── HandleCharacters   handle_characters
├── HandleTaken            handle_taken
├── LinkUnknown            link_unknown
├── LinkUsed               link_used
├── LinkExpired            link_expired
├── FormForeign            form_foreign
├── NotYours               not_yours
└── ReactionsFull          reactions_full

This module imports nothing, so that every other one may raise from it.
"""

from typing import ClassVar


class GameError(Exception):
    """A refused request: nothing has changed.

    *code* is stable and meant for programs, *text* is meant for the player; a number in it is the refusal's own.
    """

    code: ClassVar[str] = "refused"
    text = "That did not work."

    def __str__(self) -> str:
        """Give the code and the sentence."""
        return f"{self.code}: {self.text}"


class UnknownPlayer(GameError):
    """No player has this token or id."""

    code = "unknown_player"
    text = "We don't know this player, so you start afresh."


class UnknownPage(GameError):
    """A press came from a page load that has not introduced itself on this connection."""

    code = "unknown_page"
    text = "This page has lost its place. Reload it to go on."


class ServerFull(GameError):
    """The server has as many connections as it may have."""

    code = "server_full"
    text = "The game is full right now. This page tries again by itself."


class TooManyConnections(GameError):
    """An address has as many connections as one may have, or opens them too fast."""

    code = "too_many_connections"
    text = "Too many play from your network right now. This page tries again by itself."


class AddressMisbehaves(GameError):
    """Connections of an address were hung up on, many in a short time, for what no page does."""

    code = "address_misbehaves"
    text = "Somebody in your network attacks the game. This page tries again by itself."


class TooManyNewcomers(GameError):
    """An address has brought as many new players as one may in a time."""

    code = "too_many_newcomers"
    text = "Too many new players come from your network right now. This page tries again by itself."


class TooManyEvents(GameError):
    """A connection asks for more of one kind than a page does."""

    code = "too_many_events"
    text = "That was too much at once. Wait a moment."


class UnknownArena(GameError):
    """There is no arena of that name."""

    code = "unknown_arena"
    text = "There is no such arena."


class ArenasFull(GameError):
    """There are as many arenas as there may be."""

    code = "arenas_full"
    text = "There are as many arenas as there can be. One closes when nobody has played there for a while."


class TooManyArenas(GameError):
    """A player has opened as many arenas as one may."""

    code = "too_many_arenas"
    text = "You have opened as many arenas as one may. One closes when nobody has played there for a while."


class TitleInvalid(GameError):
    """A name for an arena breaks the rules of its form, which are those of handles."""

    code = "title_invalid"
    text = "An arena's name has 2 to 20 letters, digits, single spaces and . _ - '."


class UnknownBoard(GameError):
    """There is no board of that name."""

    code = "unknown_board"
    text = "There is no such board."


class UnknownPeriod(GameError):
    """There is no period of that name."""

    code = "unknown_period"
    text = "There are no such seasons."


class UnknownKind(GameError):
    """There are no entries of that kind in the feed."""

    code = "unknown_kind"
    text = "The feed has no such kind of entries."


class UnknownEntry(GameError):
    """The feed has no entry of that number, or no longer, or it is hidden from the player."""

    code = "unknown_entry"
    text = "That is not in the feed any more."


class UnknownReaction(GameError):
    """There is no reaction of that name."""

    code = "unknown_reaction"
    text = "There is no such reaction."


class UnknownEvent(GameError):
    """The page asked for something that does not exist here."""

    code = "unknown_event"
    text = "The game does not know that request."


class EventMalformed(GameError):
    """The request exists, but not with these values."""

    code = "event_malformed"
    text = "The game could not read that request."


class CountInvalid(GameError):
    """A press count is not a whole number from 0 up."""

    code = "count_invalid"
    text = "That is not a count of presses."


class CountDecreased(CountInvalid):
    """A cumulative count went down."""

    code = "count_decreased"
    text = "A count of presses can only go up."


class CountTooLarge(CountInvalid):
    """A count is beyond what anybody could have pressed."""

    code = "count_too_large"
    text = "Nobody presses that much."


class AgeInvalid(GameError):
    """A page load's age is not a number of seconds from 0 up."""

    code = "age_invalid"
    text = "That is not the age of a page."


class TooManyPlayers(GameError):
    """More players are asked for than one page may follow."""

    code = "too_many_players"
    text = "Nobody can follow that many."


class HandleInvalid(GameError):
    """A handle breaks the rules of its form."""

    code = "handle_invalid"
    text = "That is not a handle."


class HandleTooShort(HandleInvalid):
    """A handle has fewer visible characters than it needs."""

    code = "handle_too_short"
    text = "A handle needs at least 2 characters."


class HandleTooLong(HandleInvalid):
    """A handle has more visible characters than it may."""

    code = "handle_too_long"
    text = "A handle has at most 20 characters."


class HandleCharacters(HandleInvalid):
    """A handle has a character that a handle may not have."""

    code = "handle_characters"
    text = "A handle has letters, digits, single spaces and . _ - ' only."


class HandleTaken(GameError):
    """Somebody has this handle, or one that looks the same."""

    code = "handle_taken"
    text = "Somebody plays as that already, or as one that looks like it."


class LinkUnknown(GameError):
    """No player has made this link to another device, or it has been over for long."""

    code = "link_unknown"
    text = "There is no such link. Make a new one on the device on which you play."


class LinkUsed(GameError):
    """Somebody has taken this link already."""

    code = "link_used"
    text = "This link has been used. If that was not you, sign out everywhere on the device on which you play."


class LinkExpired(GameError):
    """This link is too old, or another one has been made since."""

    code = "link_expired"
    text = "This link does not work any more. Make a new one on the device on which you play."


class FormForeign(GameError):
    """A form was sent by a page of another site."""

    code = "form_foreign"
    text = "That came from another site's page, so nothing was done."


class NotYours(GameError):
    """The entry of the feed is about somebody else."""

    code = "not_yours"
    text = "Only who it is about can do that."


class ReactionsFull(GameError):
    """An entry of the feed has as many reactions as are kept."""

    code = "reactions_full"
    text = "So many have reacted to that already that no more are counted."
