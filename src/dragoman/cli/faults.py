"""Exit codes, and the one line a user gets when something cannot be done."""

import os
import sys
from collections.abc import Callable

from dragoman.cli.tables import clean
from dragoman.record.errors import DragomanError

DONE = 0
LOST = 1
"""Done, but something that was asked for could not be had."""
WRONG = 2
"""Nothing was done: what was typed, or what it points at, must be mended first."""
STOPPED = 130


def tell(message: str) -> None:
    """One line on stderr, whatever is in the message: file names are hostile too."""
    print(f"dragoman: {clean(message)}", file=sys.stderr)


def guarded(work: Callable[[], int]) -> int:
    """The exit code of `work`, with what a user can mend or did on purpose told in one line instead of a traceback."""
    try:
        code = work()
        sys.stdout.flush()
    except DragomanError as fault:
        tell(str(fault))
        return WRONG
    except BrokenPipeError:
        _close_stdout_quietly()
        return DONE
    except KeyboardInterrupt:
        tell("stopped")
        return STOPPED
    return code


def _close_stdout_quietly() -> None:
    # Whoever read us has left (`| head`). Python flushes stdout once more as it exits: let that go nowhere.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
