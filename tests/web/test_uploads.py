"""Uploads: what comes in and what does not, the queue, cancelling, a restart; with a reader that needs no parser."""

import asyncio
import io
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from dragoman.fleet.worker import Task, Worker, WorkerGoneError
from dragoman.store import Record
from dragoman.web.accounts import audit
from dragoman.web.app import make_app
from dragoman.web.house import House
from dragoman.web.local import Local
from dragoman.web.uploads import kept, spool
from dragoman.web.uploads.kept import UploadedFile
from dragoman.web.uploads.queue import Uploads
from invented_readings import pledge


class Told:
    """A reader that says of each file what it holds, and waits where it holds "wait" until it is let go on."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.held, self.go, self.ended = threading.Event(), threading.Event(), threading.Event()
        self.stops = 0

    def read(self, task: Task, *, silence_s: float) -> Iterator[dict[str, Any]]:
        self.tasks.append(task)
        text = Path(task.path).read_text()
        yield {"document": f"d{len(self.tasks)}", "title": text[:20], "state": "new", "claims": 2, "problems": []}
        if "wait" in text:
            self.held.set()
            self.go.wait(30)
            if self.stops:
                raise WorkerGoneError("given up")
        if "broken" in text:
            raise WorkerGoneError("given up over what the file holds")
        if "faulty" in text:
            yield {"fault": "page 2: holds no words"}

    def stop(self) -> None:
        self.stops += 1
        self.go.set()
        self.ended.set()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def uploads(house: House, told: Told, tmp_path: Path) -> Iterator[Uploads]:
    made = Uploads(tmp_path / "dragoman.db.uploads", house.accounts, told)
    yield made
    made.stop()


@pytest.fixture
def client(house: House, uploads: Uploads) -> TestClient:
    app = make_app(house, Local("Ada Quill"), uploads=uploads)
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


def token_in(client: TestClient) -> str:
    return client.get("/upload").text.partition('action="/upload?form-token=')[2].partition('"')[0]


def send(client: TestClient, *files: tuple[str, bytes], path: str = "/upload.json", **fields: str) -> httpx.Response:
    sent = [("file", (name, io.BytesIO(data))) for name, data in files]
    return client.post(path, params={"form-token": token_in(client)}, files=sent, data=fields)


def ended(uploads: Uploads, id_: str) -> list[UploadedFile]:
    for _ in range(3_000):
        upload = uploads.find(id_)
        if upload.ended:
            return list(upload.files)
        threading.Event().wait(0.01)
    raise AssertionError(f"it does not end: {upload}")


def test_files_are_taken_in_and_read_in_turn(client: TestClient, uploads: Uploads, told: Told, house: House) -> None:
    assert 'href="/upload"' in client.get("/").text
    sent = send(client, ("a.txt", b"first"), ("../b\\c.txt", b"faulty"), date="2024-05-01", publisher="Ministry")
    assert sent.status_code == 202
    id_ = sent.json()["id"]
    one, two = ended(uploads, id_)
    assert (one.name, one.state, one.documents, one.claims, one.faults) == ("a.txt", "done", 1, 2, ())
    assert (two.name, two.state, two.faults) == ("c.txt", "done", ("page 2: holds no words",))
    assert [(task.source, task.date, task.publisher) for task in told.tasks] == [
        (f"upload/{id_}/a.txt", "2024-05-01", "Ministry"),
        (f"upload/{id_}/c.txt", "2024-05-01", "Ministry"),
    ]
    assert list(uploads.folder.iterdir()) == [], "what was read lies nowhere but on record"
    page = client.get(f"/upload/{id_}")
    assert "page 2: holds no words" in page.text and 'href="/document/d1"' in page.text
    assert "hx-trigger" not in page.text, "a page of what has ended asks no more"
    deed = audit.entries(house.accounts())[0].deed
    assert (deed.by, deed.action, deed.about, deed.detail) == ("Ada Quill", "upload", id_, "a.txt, c.txt")


def test_one_that_breaks_its_reader_does_not_keep_the_next_from_being_read(
    client: TestClient, uploads: Uploads
) -> None:
    id_ = send(client, ("a.txt", b"broken"), ("b.txt", b"whole")).json()["id"]
    one, two = ended(uploads, id_)
    assert (one.state, one.documents, one.faults) == ("failed", 1, ("given up over what the file holds",))
    assert two.state == "done"


def test_an_upload_is_watched_and_cancelled(client: TestClient, uploads: Uploads, told: Told) -> None:
    id_ = send(client, ("a.txt", b"wait"), ("b.txt", b"never")).json()["id"]
    assert told.held.wait(30)
    page = client.get(f"/upload/{id_}")
    assert "being read" in page.text and "waiting" in page.text and 'hx-trigger="every 1s"' in page.text
    assert '<noscript><meta http-equiv="refresh"' in page.text
    client.post(f"/upload/{id_}/cancel", data={"form-token": token_in(client)})
    one, two = ended(uploads, id_)
    assert told.ended.wait(30)
    assert (one.state, two.state) == ("cancelled", "cancelled")
    later = send(client, ("c.txt", b"after that")).json()["id"]
    told.stops = 0
    assert ended(uploads, later)[0].state == "done"
    assert [Path(task.source).name for task in told.tasks] == ["a.txt", "c.txt"]
    assert uploads.find(id_).files[0].documents == 1, "how far it came is still told"


def test_a_restart_loses_nothing_and_says_what_was_interrupted(
    client: TestClient, uploads: Uploads, told: Told, house: House
) -> None:
    id_ = send(client, ("a.txt", b"first"), ("b.txt", b"wait"), ("c.txt", b"last")).json()["id"]
    assert told.held.wait(30)
    uploads.stop()
    states = [file.state for file in uploads.find(id_).files]
    assert states == ["done", "interrupted", "waiting"]
    stray = uploads.folder / "u0000000000000000"
    stray.mkdir()
    again = Told()
    restarted = Uploads(uploads.folder, house.accounts, again)
    restarted.resume()
    try:
        assert [file.state for file in ended(restarted, id_)] == ["done", "interrupted", "done"]
        assert not stray.exists(), "what came half is not kept"
        served = TestClient(make_app(house, Local("Ada"), uploads=restarted), base_url="http://127.0.0.1")
        assert "The server ended while this was read." in served.get(f"/upload/{id_}").text
        again.go.set()
        served.post(f"/upload/{id_}/again", data={"form-token": token_in(served)})
        assert [file.state for file in ended(restarted, id_)] == ["done", "done", "done"]
        assert [Path(task.source).name for task in again.tasks] == ["c.txt", "b.txt"]
    finally:
        restarted.stop()


def test_a_server_that_was_killed_over_a_file(uploads: Uploads, house: House) -> None:
    """Nothing was tidied up: the database alone says that a file was being read."""
    folder = uploads.folder / "u1"
    folder.mkdir(parents=True)
    (folder / "000").write_text("text")
    file = UploadedFile(0, "a.txt", 4, "reading", documents=3)
    kept.add(house.accounts(), "u1", "Ada", kept.Said(), [file])
    uploads.resume()
    (found,) = ended(uploads, "u1")
    assert (found.state, found.documents) == ("interrupted", 3)
    assert (folder / "000").exists()


def test_what_is_no_upload(client: TestClient, uploads: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    def code(answer: httpx.Response) -> tuple[int, str]:
        return answer.status_code, answer.json()["error"]["code"]

    params = {"form-token": token_in(client)}
    multipart = {"content-type": "multipart/form-data; boundary=x"}
    post = client.post
    assert code(post("/upload.json", params=params, data={"a": "b"})) == (422, "wrong-parameter")
    assert code(post("/upload.json", params=params, content=b"", headers=multipart)) == (422, "wrong-parameter")
    assert code(post("/upload.json", params=params, content=b"--y\r\n", headers=multipart)) == (422, "wrong-parameter")
    half = b'--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf'
    assert code(post("/upload.json", params=params, content=half, headers=multipart)) == (422, "wrong-parameter")
    assert code(send(client, ("", b""))) == (422, "wrong-parameter")
    assert code(send(client, ("a.txt", b"x"), date="tomorrow")) == (422, "wrong-parameter")
    assert code(send(client, ("a.txt", b"x"), language="korean")) == (422, "wrong-parameter")
    assert code(send(client, ("a.txt", b"x"), publisher="x" * 5_000)) == (413, "too-large")
    long = b'--x\r\ncontent-disposition: form-data; name="file"; filename="' + b"a" * 9_000 + b'"\r\n\r\n'
    assert code(post("/upload.json", params=params, content=long, headers=multipart)) == (422, "wrong-parameter")
    monkeypatch.setattr(spool, "MOST_FILES", 2)
    assert code(send(client, *[(f"{n}.txt", b"x") for n in range(3)])) == (413, "too-large")
    monkeypatch.setattr(spool, "_ROOM", 1 << 60)
    assert code(send(client, ("a.txt", b"x"))) == (507, "disk-full")
    assert list(uploads.folder.iterdir()) == [], "nothing of them stays"
    assert uploads.listed() == []


def test_a_client_that_leaves_half_way_leaves_nothing(house: House, uploads: Uploads) -> None:
    app = make_app(house, Local("Ada"), uploads=uploads)
    person = app._app._reception._person  # type: ignore[attr-defined]
    token = person.form_token
    begun = b'--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf'
    messages = [{"type": "http.request", "body": begun, "more_body": True}, {"type": "http.disconnect"}]

    async def receive() -> dict[str, Any]:
        return messages.pop(0)

    async def send_(message: Any) -> None:
        pass

    scope = {
        "type": "http", "method": "POST", "path": "/upload", "raw_path": b"/upload", "root_path": "",
        "scheme": "http", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 5), "http_version": "1.1",
        "query_string": f"form-token={token}".encode(),
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"multipart/form-data; boundary=x")],
    }  # fmt: skip
    with pytest.raises(Exception):  # noqa: B017 - whatever the framework makes of it
        asyncio.run(app(scope, receive, send_))  # type: ignore[arg-type]
    assert messages == []
    assert list(uploads.folder.iterdir()) == []


def test_a_large_file_never_is_in_memory(tmp_path: Path) -> None:
    import tracemalloc

    made = spool.Spool(tmp_path / "u1")
    made.begin("multipart/form-data; boundary=x")
    made.write(b'--x\r\ncontent-disposition: form-data; name="file"; filename="a.bin"\r\n\r\n')
    piece = b"\0" * 65_536
    tracemalloc.start()
    for _ in range(640):
        made.write(piece)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    made.write(b"\r\n--x--\r\n")
    made.end()
    (file,) = made.files
    assert file.size == file.path.stat().st_size == 640 * 65_536
    assert peak < 1 << 20
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700


def test_where_nothing_is_uploaded(house: House) -> None:
    client = TestClient(make_app(house, Local("Ada")), base_url="http://127.0.0.1")
    assert client.get("/upload.json").json()["error"]["code"] == "no-uploads"
    assert client.get("/upload/u1.json").json()["error"]["code"] == "no-uploads"


def test_the_worker_itself(tmp_path: Path) -> None:
    """Reads as `dragoman read` does, into the record; and is ended over what takes too long."""
    where = tmp_path / "dragoman.db"
    with Record.open(where) as record:
        record.add(*pledge(), reader="r", dossier="d")
    release = tmp_path / "000"
    release.write_text(
        "Statement\n5 May 2024\nThe Foreign Ministry said that South Korea will send aid to North Korea.\n"
    )
    worker = Worker(str(where))
    try:
        (said,) = worker.read(Task(str(release), "upload/u1/a.txt", publisher="Ministry"), silence_s=120)
        assert (said["state"], said["claims"] > 0) == ("new", True)
        (again,) = worker.read(Task(str(release), "upload/u1/a.txt", publisher="Ministry"), silence_s=120)
        assert again["state"] == "unchanged"
        (fault,) = worker.read(Task(str(tmp_path / "none"), "upload/u1/b.txt"), silence_s=120)
        assert "cannot be read" in fault["fault"]
        with pytest.raises(WorkerGoneError, match="said nothing for 0 seconds"):
            list(worker.read(Task(str(release), "upload/u1/a.txt", publisher="Another"), silence_s=0.0))
        (third,) = worker.read(Task(str(release), "upload/u1/a.txt", publisher="Third"), silence_s=120)
        assert third["state"] == "superseded", "after that it begins anew"
    finally:
        worker.stop()
    with Record.open(where, read_only=True) as record:
        assert record.document(said["document"]).source == "upload/u1/a.txt"  # type: ignore[union-attr]
