"""The queue of uploads: one file at a time, read by a process of its own that can be ended, kept as far as it came."""

import asyncio
import contextlib
import logging
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from dragoman.fleet.worker import Task, WorkerGoneError
from dragoman.record import DragomanError
from dragoman.web.accounts.database import Beside
from dragoman.web.uploads import kept
from dragoman.web.uploads.kept import Said, Upload, UploadedFile
from dragoman.web.uploads.spool import Spool, left_over

log = logging.getLogger("dragoman.web")
SILENCE_S = 20 * 60.0
"""So long a file is waited for that its reader says nothing of; a document takes seconds."""
IDLE_S = 120.0
"""So long after the last file the reader is kept, with its parser loaded."""
AT_ONCE = 4
"""Uploads that are taken in at the same time."""
SAID_EVERY = 25
"""Documents after which it is written down how far a file is."""


class Reader(Protocol):
    """What reads a file, as fleet.worker.Worker does."""

    def read(self, task: Task, *, silence_s: float) -> Iterator[dict[str, Any]]:
        """What happens to a file, as it happens. Raises WorkerGoneError."""

    def stop(self) -> None:
        """End it."""


class Uploads:
    """The uploads of one server. `folder` is where their files lie until they are read."""

    def __init__(self, folder: Path, accounts: Beside, reader: Reader) -> None:
        self.folder = folder
        self.taking = asyncio.Semaphore(AT_ONCE)
        self._accounts, self._reader = accounts, reader
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._now: tuple[str, int] | None = None
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def resume(self) -> None:
        """Go on after a restart: what waited is read, what was being read is marked as interrupted."""
        if not self.folder.is_dir():
            return
        database = self._accounts()
        kept.interrupt(database)
        for folder in left_over(self.folder):
            upload = kept.find(database, folder.name)
            if upload is None or all(file.state in ("done", "failed", "cancelled") for file in upload.files):
                shutil.rmtree(folder, ignore_errors=True)
        self._start()

    def stop(self) -> None:
        """End the reader and the queue; what was being read is marked as interrupted."""
        self._stopping.set()
        self._wake.set()
        self._reader.stop()
        if self._thread is not None:
            self._thread.join(10)

    def spool(self) -> tuple[str, Spool]:
        """A new upload's id, and where its files go."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        id_ = kept.new_id()
        return id_, Spool(self.folder / id_)

    def add(self, id_: str, by: str, spool: Spool, said: Said) -> Upload:
        """Put an upload that is on disk whole into the queue."""
        files = [UploadedFile(place, one.name, one.size) for place, one in enumerate(spool.files)]
        kept.add(self._accounts(), id_, by, said, files)
        self._start()
        return self.find(id_)

    def find(self, id_: str) -> Upload:
        """An upload as it stands. Raises DragomanError where there is none."""
        found = kept.find(self._accounts(), id_)
        if found is None:
            raise DragomanError(f"there is no upload {id_[:40]}; see /upload")
        return found

    def listed(self, by: str | None = None) -> list[Upload]:
        """The last uploads."""
        return kept.listed(self._accounts(), by=by)

    def cancel(self, id_: str) -> None:
        """Read no more of an upload; what was read of it stays on record."""
        for file in self.find(id_).files:
            if not file.ended:
                kept.keep(self._accounts(), id_, replace(file, state="cancelled"), only_from=("waiting", "reading"))
        with self._lock:
            if self._now is not None and self._now[0] == id_:
                self._reader.stop()

    def again(self, id_: str) -> None:
        """Read what was interrupted once more; what the record has of it already costs nothing."""
        for file in self.find(id_).files:
            if file.state == "interrupted":
                fresh = UploadedFile(file.place, file.name, file.size)
                kept.keep(self._accounts(), id_, fresh, only_from=("interrupted",))
        self._start()

    def _start(self) -> None:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="uploads", daemon=True)
                self._thread.start()
        self._wake.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                waiting = kept.next_waiting(self._accounts())
                if waiting is not None:
                    self._read_file(*waiting)
                    continue
            except Exception:
                # A fault of ours over one file must not end the queue for all.
                log.exception("an upload could not be gone on with")
                self._stopping.wait(5)
            if not self._wake.wait(IDLE_S):
                self._reader.stop()
                self._wake.wait()

    def _read_file(self, upload: Upload, file: UploadedFile) -> None:
        database, path = self._accounts(), self.folder / upload.id / f"{file.place:03}"
        file = replace(file, state="reading")
        if not kept.keep(database, upload.id, file, only_from=("waiting",)):
            return
        with self._lock:
            self._now = (upload.id, file.place)
        said = upload.said
        task = Task(str(path), f"upload/{upload.id}/{file.name}", said.date, said.publisher, said.language)
        try:
            for line in self._reader.read(task, silence_s=SILENCE_S):
                file = file.found(line)
                if file.documents % SAID_EVERY == 1 or "fault" in line:
                    kept.keep(database, upload.id, file, only_from=("reading",))
            file = replace(file, state="done" if file.documents or not file.faults else "failed")
            ended = file
        except WorkerGoneError as fault:
            if self._stopping.is_set():
                ended = replace(file, state="interrupted")
            else:
                ended = replace(file, state="failed", faults=(*file.faults, str(fault)))
        finally:
            with self._lock:
                self._now = None
        if not kept.keep(database, upload.id, ended, only_from=("reading",)):
            # Cancelled meanwhile: how far it came is kept, and that somebody ended it.
            ended = replace(file, state="cancelled")
            kept.keep(database, upload.id, ended, only_from=("cancelled",))
        if ended.state != "interrupted":
            with contextlib.suppress(OSError):
                path.unlink()
                path.parent.rmdir()
