"""How many files and connections this process may have open: as many as it is allowed, some of them for the game's own.

A journal that cannot be opened because strangers hold every descriptor would stop the game for everybody."""

import resource

MOST = 1 << 20  # some systems allow a billion, and a library may make a table of them all
KEPT = 768  # for the journal, snapshots, pages that are being sent, and the 500 sockets that are told to wait
OWN = 128  # of these for the journal and snapshots alone, whoever connects
LEAST = 16


def raise_limit() -> int:
    """Let this process open as many files as the system allows it without asking; give how many."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST if hard == resource.RLIM_INFINITY else min(hard, MOST)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return limit()


def limit() -> int:
    """Give how many files this process may have open."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if soft == resource.RLIM_INFINITY else min(soft, MOST)


def room_for_connections() -> int:
    """Give how many connections of players there is room for."""
    return max(LEAST, limit() - KEPT)


def is_scarce(descriptor: int) -> bool:
    """Tell whether a connection that has got this *descriptor*, the lowest that was free, has one of the game's own."""
    return descriptor >= limit() - OWN
