"""Acts brought up to date by a process of its own, beside a server whose pages are not to wait for that.

It writes step by step, each whole: it may be ended at any time, and goes on from there when it is started again.
"""

import contextlib
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from dragoman.record import DragomanError, RecordBusyError

FEW = 20_000
"""Claims from which desks compute acts while somebody waits, where those on record are behind."""
EVERY_S = 5.0
"""So often it is looked whether they are."""
AGAIN_S = 60.0
"""So long after counting came to nothing it is tried again."""
PAUSE_S = 0.15
"""Between two steps, so that others get to write: SQLite has them look for their turn every tenth of a second."""
_START = "import sys; sys.path[:] = sys.argv[3:]; from dragoman.fleet.counting import count; count(*sys.argv[1:3])"
log = logging.getLogger("dragoman.fleet")


class Counter:
    """Looks now and then whether the acts of a record are behind, and has them counted where they are."""

    def __init__(
        self,
        record: str,
        is_behind: Callable[[], bool],
        *,
        dossier: str | None = None,
        every_s: float = EVERY_S,
    ) -> None:
        """`is_behind` is asked so often in a thread of its own."""
        self._command = [sys.executable, "-c", _START, record, dossier or "", *sys.path]
        self._is_behind, self._every_s = is_behind, every_s
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="counter", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; what is being counted is left where it is."""
        with self._lock:
            self._stopping.set()
            if self._process is not None:
                self._process.terminate()
        if self._thread.is_alive():
            self._thread.join(10)

    def _run(self) -> None:
        wait = 0.0
        while not self._stopping.wait(wait):
            wait = self._every_s
            try:
                if self._is_behind() and not self._counted():
                    wait = AGAIN_S
            except DragomanError as fault:
                log.warning("it cannot be told whether acts are behind: %s", fault)
                wait = AGAIN_S

    def _counted(self) -> bool:
        """Whether counting came to its end."""
        with self._lock:
            if self._stopping.is_set():
                return True
            # Ctrl-C is for the server, which ends it in good order.
            process = self._process = subprocess.Popen(self._command, start_new_session=True)
        try:
            return process.wait() == 0
        finally:
            with self._lock:
                self._process = None


def count(where: str, dossier: str) -> None:
    """The process's life: count all that is behind, after everything else that this machine has to do."""
    import signal

    from dragoman.desks.dialogue.following import follow_up
    from dragoman.desks.states import states_of
    from dragoman.dossier import load_dossier
    from dragoman.store import Record

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what is being written is not written by half
    with contextlib.suppress(OSError):
        os.nice(10)
    try:
        with Record.open(where, create=False) as record:
            record.count_acts(between=_pause)
            follow_up(record, states_of(load_dossier(dossier or None)), between=_pause)
    except KeyboardInterrupt:
        return
    except RecordBusyError:
        raise SystemExit(1) from None  # somebody else writes: it is tried again
    except DragomanError as fault:
        raise SystemExit(f"acts are not counted: {fault}") from None


def _pause() -> None:
    time.sleep(PAUSE_S)
