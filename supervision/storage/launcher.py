"""Becomes a PostgreSQL program: without privileges, and bound to the life of its parent.

Run as a script, by path, before anything of ours is imported:
`python -I -S launcher.py UID GID PARENT SIGNAL PROGRAM ARGUMENT...`. A uid of 0 means: stay who you are. SIGNAL is
what the program gets when its parent dies. The kernel forgets that wish when the user changes, so it is made last.
"""

import ctypes
import os
import sys

CANNOT_RUN = 126
"""Exit code when the program cannot be run by that user."""

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38


def become(identity: list[str], command: list[str]) -> int:
    """Replace this process by `command`; returns an exit code only when that failed."""
    uid, gid, parent, death_signal = map(int, identity)
    if uid:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    os.umask(0o077)
    system = ctypes.CDLL(None)
    system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    system.prctl(_PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
    if os.getppid() != parent:  # it died before the wish was made
        return CANNOT_RUN
    try:
        os.execv(command[0], command)  # noqa: S606 - the point of this module; no shell is involved
    except OSError as error:
        sys.stderr.write(f"{command[0]}: {error.strerror}\n")
    return CANNOT_RUN


if __name__ == "__main__":
    sys.exit(become(sys.argv[1:5], sys.argv[5:]))
