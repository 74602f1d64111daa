"""How fast bytes become documents, by format; and a web archive of any size in how much memory. Prints JSON.

    python bench/sources.py [--seconds 3] [--warc-mib 1024 [--pages-share 0.02]]

No claim is read here: only what `dragoman.sources` does. Every format holds the same invented releases, so that its
figures can be set beside another's. MB/s is of the files' bytes as they lie on disk, documents/s of what came out.
PDFs and Word files are read in a process of their own, whose work is in the wall time and not in `cpu_ms_a_document`.

The web archive is made on the fly and piped into a process of its own: a share of its bytes are pages, the rest
pictures, as crawls are. `peak_mib` is the most memory that process had, `peak_child_mib` that of its children.
"""

import argparse
import datetime
import gzip
import io
import json
import os
import random
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
RELEASES = 40
MEBIBYTE = 1024 * 1024
WORDS = """
the ministry harbour lamp council winter oil said that will keep its and of to in coast envoy agreement straits
north south ferry minister burn report spring storm repair both sides agreed meeting price fishing season
""".split()  # noqa: SIM905 - words are read more easily than a list of them


def release(seed: int, *, paragraphs: int = 8) -> tuple[str, list[str]]:
    """An invented release: its title and its paragraphs."""
    chance = random.Random(seed)
    texts = [
        " ".join(" ".join(chance.choices(WORDS, k=14)).capitalize() + "." for _ in range(4)) for _ in range(paragraphs)
    ]
    return f"Release {seed} of the ministry of lanterns on the winter", texts


def page(seed: int) -> bytes:
    """A release on a page with what stands around it."""
    title, texts = release(seed)
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(30))
    body = "".join(f"<p>{text}</p>" for text in texts)
    head = f"<title>{title} | Ministry</title><meta property='article:published_time' content='2021-03-04'>"
    return (
        f"<!doctype html><html><head>{head}</head><body><nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{body}"
        f"</article><footer>Copyright 2021 Ministry of Lanterns</footer></body></html>"
    ).encode()


def plain(seed: int) -> bytes:
    """The release as text."""
    title, texts = release(seed)
    return "\n\n".join((title, *texts)).encode()


def mail(seed: int) -> bytes:
    """The release as mail."""
    title, texts = release(seed)
    message = EmailMessage()
    message["From"], message["Subject"] = "Tidings <desk@tidings.example>", title
    message["Date"], message["Message-ID"] = "Thu, 4 Mar 2021 09:30:00 +0900", f"<{seed}@tidings.example>"
    message.set_content("\n\n".join(texts))
    return message.as_bytes()


def pdf(seed: int) -> bytes:
    """The release as a PDF in two columns."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    styles, out = getSampleStyleSheet(), io.BytesIO()
    template = BaseDocTemplate(out)
    template.addPageTemplates([PageTemplate(frames=[Frame(50, 50, 240, 720), Frame(305, 50, 240, 720)])])
    title, texts = release(seed)
    template.build([Paragraph(title, styles["Heading1"]), *(Paragraph(text, styles["BodyText"]) for text in texts)])
    return out.getvalue()


def docx(seed: int) -> bytes:
    """The release as a Word file."""
    from docx import Document

    word, out = Document(), io.BytesIO()
    title, texts = release(seed)
    word.add_heading(title, 0)
    for text in texts:
        word.add_paragraph(text)
    word.save(out)
    return out.getvalue()


def each(make: Callable[[int], bytes]) -> list[bytes]:
    """Every release as a file of its own."""
    return [make(seed) for seed in range(RELEASES)]


def feed() -> list[bytes]:
    """All releases in one feed."""
    items = []
    for seed in range(RELEASES):
        title, texts = release(seed)
        body = "".join(f"<p>{text}</p>" for text in texts)
        items.append(f"<item><title>{title}</title><link>https://lanterns.example/{seed}</link>")
        items.append(f"<description><![CDATA[{body}]]></description></item>")
    return [f'<rss version="2.0"><channel><title>Lanterns</title>{"".join(items)}</channel></rss>'.encode()]


def rows() -> list[bytes]:
    """All releases as rows of a corpus."""
    return [b"".join(json.dumps({"id": str(n), "text": plain(n).decode()}).encode() + b"\n" for n in range(RELEASES))]


def mbox() -> list[bytes]:
    """All mails in one box."""
    return [b"".join(b"From a@b Thu Mar  4 09:30:00 2021\n" + mail(seed) + b"\n" for seed in range(RELEASES))]


def zipped() -> list[bytes]:
    """All pages in one ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for seed in range(RELEASES):
            archive.writestr(f"{seed}.html", page(seed))
    return [out.getvalue()]


def record(uri: str, kind: bytes, body: bytes) -> bytes:
    """One answer in a web archive."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n%s" % (kind, body)
    head = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
    return f"{head}WARC-Target-URI: {uri}\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"


def warc() -> list[bytes]:
    """All pages in one packed web archive, each record packed by itself as crawlers do."""
    pages = (record(f"https://lanterns.example/{n}", b"text/html", page(n)) for n in range(RELEASES))
    return [b"".join(gzip.compress(one) for one in pages)]


FORMATS: dict[str, Callable[[], list[bytes]]] = {
    "plain text": lambda: each(plain),
    "HTML": lambda: each(page),
    "PDF": lambda: each(pdf),
    "DOCX": lambda: each(docx),
    "mail": lambda: each(mail),
    "mbox": mbox,
    "feed": feed,
    "JSON lines": rows,
    "ZIP of HTML": zipped,
    "WARC.gz of HTML": warc,
}


def measured(files: list[bytes], seconds: float) -> dict[str, Any]:
    """The rates at which these files become documents."""
    from dragoman.dossier import load_dossier
    from dragoman.sources import Raw, Sourced, read_raw

    dossier = load_dossier()

    def once() -> int:
        found = [one for n, data in enumerate(files) for one in read_raw(Raw(str(n), data=data), dossier)]
        if not all(isinstance(one, Sourced) for one in found):
            raise SystemExit(f"not read: {found}")
        return len(found)

    count = once()  # what is loaded on the way is not counted
    rounds, began, cpu_began = 0, time.perf_counter(), time.process_time()
    while (taken := time.perf_counter() - began) < seconds or not rounds:
        once()
        rounds += 1
    cpu = time.process_time() - cpu_began
    size = sum(map(len, files)) * rounds
    return {
        "files": len(files),
        "documents": count,
        "kb_a_document": round(size / rounds / count / 1000, 1),
        "mb_s": round(size / taken / 1e6, 2),
        "documents_s": round(count * rounds / taken, 1),
        "cpu_ms_a_document": round(1000 * cpu / rounds / count, 1),
    }


def crawl(mib: int, share: float) -> Iterator[bytes]:
    """The records of a web archive of that size, of which this share are pages."""
    chance, made, size, seed = random.Random(0), 0.0, 0, 0
    picture = chance.randbytes(200_000)
    while size < mib * MEBIBYTE:
        if made < share * size or not size:
            one = record(f"https://lanterns.example/{seed}", b"text/html; charset=utf-8", page(seed))
            made += len(one)
            seed += 1
        else:
            one = record(f"https://lanterns.example/{seed}.jpg", b"image/jpeg", picture)
        size += len(one)
        yield one


def read_crawl() -> dict[str, Any]:
    """Read a web archive from standard input and say what it took."""
    from dragoman.dossier import load_dossier
    from dragoman.sources import Sourced, read_sources

    dossier = load_dossier()
    began, documents, faults, size = time.perf_counter(), 0, 0, 0
    for one in read_sources(["-"], dossier):
        documents += isinstance(one, Sourced)
        faults += not isinstance(one, Sourced)
        size += len(one.data) if isinstance(one, Sourced) else 0
    return {
        "documents": documents,
        "faults": faults,
        "page_mib": round(size / MEBIBYTE, 1),
        "seconds": round(time.perf_counter() - began, 1),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "peak_child_mib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }


def piped_crawl(mib: int, share: float) -> dict[str, Any]:
    """A web archive made here and read in another process."""
    reader = subprocess.Popen(
        [sys.executable, __file__, "--read-crawl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ
    )
    if reader.stdin is None or reader.stdout is None:
        raise SystemExit("no pipes")
    size = sum(reader.stdin.write(one) for one in crawl(mib, share))
    reader.stdin.close()
    result = json.loads(reader.stdout.read())
    if reader.wait():
        raise SystemExit("the reader failed; its own message stands above")
    return {
        "mib": size // MEBIBYTE,
        "pages_share": share,
        **result,
        "mib_s": round(size / MEBIBYTE / result["seconds"], 1),
    }


def main() -> None:
    """Measure and say it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3.0, help="read each format at least so long")
    parser.add_argument("--warc-mib", type=int, default=0, help="read a web archive of that size instead")
    parser.add_argument("--pages-share", type=float, default=0.02, help="how much of it is pages")
    parser.add_argument("--read-crawl", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.read_crawl:
        print(json.dumps(read_crawl()))
        return
    if args.warc_mib:
        results: dict[str, Any] = {"warc": piped_crawl(args.warc_mib, args.pages_share)}
    else:
        results = {"formats": {name: measured(make(), args.seconds) for name, make in FORMATS.items()}}
    results["load_before"] = [round(x, 2) for x in os.getloadavg()]
    text = json.dumps(results, indent=2)
    RESULTS.mkdir(parents=True, exist_ok=True)
    stamp = f"{datetime.datetime.now(datetime.UTC):%Y%m%dT%H%M%SZ}"
    (RESULTS / f"sources-{stamp}.json").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
