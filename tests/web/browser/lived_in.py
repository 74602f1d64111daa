"""A record that people worked with, and the address of every page there is of it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlencode

from dragoman.store import ChangeQuery, ClaimQuery, Proposed, Record, Watch, WatchItem
from dragoman.web.accounts import audit
from dragoman.web.accounts.database import Database
from dragoman.web.routes import ROUTES
from dragoman.web.uploads import kept
from dragoman.web.uploads.kept import UploadedFile

NOON = datetime.datetime(2031, 11, 20, 12, tzinfo=datetime.UTC)
UPLOAD = "u0000000000000001"
NO_PAGES = ("/claims.atom", "/claims.feed", "/brief/markdown", "/document/{id}/original")
"""What is for programs, or saved as a file."""
ELSEWHERE = ("/openapi.json", "/static/{digest}/{name:path}", "/login", "/login/oidc", "/login/oidc/callback")
"""What is data, or shown by a server with accounts alone."""
PAGES = tuple(route.path for route in ROUTES if route.method == "GET" and route.path not in (*NO_PAGES, *ELSEWHERE))
PEOPLE = ("Ada Quill", "Baek Seo-an")


def live_in(path: Path, *, saying: str, at: str, by: Sequence[str] = PEOPLE) -> None:
    """Judge, propose, save, watch and upload in a record, saying so in these words; `at` is the address watched."""
    with Record.open(path) as record:
        _judge(record, saying, by)
        _read_anew(record)
        record.saved.save(saying, "/claims", "kind=commitment", by=by[0])
        _watch(record, saying, at)
    with Database.beside(path) as database:
        ids = tuple((f"d{n}", saying) for n in range(2))
        file = UploadedFile(0, saying[:200], 10, "done", 2, 5, 1, ids, (saying, "page 2: holds no words"))
        broken = replace(file, place=1, state="interrupted", ids=())
        kept.add(database, UPLOAD, by[0], kept.Said("2031-11-03", saying, "en"), (file, broken))
        audit.keep(database, audit.Deed(by[0], "local", "upload", UPLOAD, detail=saying))


def _judge(record: Record, saying: str, by: Sequence[str]) -> None:
    ids = [row.claim.id for row in record.claims(ClaimQuery(limit=6))]
    for one, verdict in zip(ids, ("right", "wrong", "corrected"), strict=False):
        fields = (("kind", '"call"'),) if verdict == "corrected" else ()
        record.judge(verdict, [one], by=by[0], why=saying, fields=fields)
    for one in ids[:2]:
        record.judge("wrong", [one], by=by[1], why=saying)
    record.review.propose([Proposed("wrong", (one,), by[0], saying, source=saying, row=3) for one in ids[3:5]])
    for promise in record.claims(ClaimQuery(kinds=("commitment",), limit=1)):
        record.judge("kept", [promise.claim.id], by=by[0], why=saying)


def _read_anew(record: Record) -> None:
    """A newer reading of the document that was judged: half of it is read otherwise, the last claim no longer."""
    judged = next(iter(record.claims(ClaimQuery(limit=1)))).document
    reading = record.reading(judged)
    assert reading is not None
    turned = {"positive": "negative", "negative": "positive"}
    claims = [replace(one, polarity=turned[one.polarity]) for one in reading.claims[::2]]
    kept = sorted([*claims, *reading.claims[1::2]], key=lambda one: one.passages[0])[:-1]
    data = record.original(reading.document.sha256)
    assert data is not None
    record.add(replace(reading, claims=tuple(kept)), data, reader="a newer reader", dossier="a newer dossier")


def _watch(record: Record, saying: str, at: str) -> None:
    listed = [WatchItem(at, f"{at}/{n}", NOON, saying[:40], n) for n in range(3)]
    record.web.keep_poll(Watch(at, saying, polled_at=NOON, succeeded_at=NOON, due_at=NOON, fault=saying), listed)
    record.web.keep_item(replace(listed[0], done_at=NOON, fault=saying))
    record.web.keep_item(replace(listed[1], failures=2, due_at=NOON, fault=saying))


def addresses(path: Path, *, words: str, most: int = 2) -> dict[str, list[str]]:
    """By the path of its route, the addresses of pages of a record: lists, full and empty, and `most` of each thing."""
    with Record.open(path, read_only=True) as record:
        documents = [row.id for row in record.documents()][:most]
        reread = dict.fromkeys(one.document for one in record.changes(ChangeQuery(kinds=("reread",))) if one.document)
        promises = ClaimQuery(kinds=("commitment",), limit=most)
        claims = dict.fromkeys(r.claim.id for q in (ClaimQuery(limit=most), promises) for r in record.claims(q))
        actors = [row.id for row in record.actors()][:most]
    found = {path_: [path_] for path_ in PAGES if "{" not in path_}
    for path_, question in _questions(words).items():
        found[path_].append(f"{path_}?{urlencode(question, doseq=True)}")
    found["/search"].append("/search?words=qqqq")
    found["/claim/{id}"] = [f"/claim/{quote(one, safe='')}" for one in claims]
    found["/document/{id}"] = [f"/document/{quote(one, safe='')}" for one in documents]
    pairs = zip(documents, [*documents[1:], *documents[:1]], strict=True)
    found["/document/{id}/readings"] = [
        f"/document/{quote(one, safe='')}/readings" for one in (*reread, *documents[:1])
    ]
    found["/document/{id}/compare"] = [f"/document/{one}/compare?other={other}" for one, other in pairs]
    found["/actor/{id:path}"] = [f"/actor/{quote(one, safe='')}" for one in actors]
    found["/upload/{id}"] = [f"/upload/{UPLOAD}"]
    return found


def _questions(words: str) -> Mapping[str, Mapping[str, str]]:
    """What is asked of pages that take a question."""
    return {
        "/claims": {"kind": "commitment", "text": words},
        "/search": {"words": words},
        "/commitments": {"state": "kept"},
        "/brief": {"about": words, "actor": "South Korea"},
        "/documents": {"names": words},
        "/log": {"kind": "judged"},
        "/relations": {"each": "true", "changed-since": "2031-07"},
        "/review": {"kind": "proposal"},
    }
