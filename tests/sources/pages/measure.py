"""How well made documents are read: body by 4-grams, title, date of publication. Prints its figures.

python -m pages.measure [--each] (in tests/sources, with src on PYTHONPATH)

The rules were written in sight of the first half hundred alone. The others were each first read with rules that had
not seen them, and what those readings showed was then put right in general:

    half    body F1  title  date  wrong dates
    second  .985     .88    .98   0
    third   .889     1.00   .90   5
    fourth  .973     .88    .90   0

That is what an unknown site may expect of the rules as they then stood; the floors hold the reading since.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.dossier import Dossier, load_dossier
from dragoman.record import Document
from dragoman.sources import Raw, Sourced, read_raw

from . import first, fourth, second, third
from .releases import Made, load_releases

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Measured:
    """One document: body precision and recall, and whether title, date and language are right."""

    made: Made
    precision: float
    recall: float
    title: str | None
    published: str
    language: str

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision else 0.0

    @property
    def title_right(self) -> bool:
        return folded(self.title or "") == folded(self.made.release.title)

    @property
    def flawless(self) -> bool:
        right = self.title_right and self.published == "right" and self.language == self.made.release.language
        return right and self.f1 >= 0.97


def line_of(result: Measured) -> str:
    title = "" if result.title_right else f" title: {result.title}"
    body = f"precision {result.precision:.2f} recall {result.recall:.2f}"
    return f"  {result.made.name:32} {body} date {result.published:6} {result.language}{title}"


def folded(text: str) -> str:
    return " ".join(text.split())


def body_of(document: Document) -> list[str]:
    return [document.text[x.start : x.end] for x in document.lines if x.role in ("body", "item")]


def grams(paragraphs: Iterable[str]) -> Counter[tuple[str, ...]]:
    """The 4-grams of each paragraph's words; a shorter paragraph is one gram."""
    found: Counter[tuple[str, ...]] = Counter()
    for paragraph in paragraphs:
        words = WORD.findall(paragraph.casefold())
        found.update(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)) if words)
    return found


def measured(made: Made, document: Document) -> Measured:
    matter = made.release.matter()
    true, said = grams([made.lead + matter[0], *matter[1:]]), grams(body_of(document))
    common = (true & said).total()
    return Measured(
        made=made,
        precision=common / max(1, said.total()),
        recall=common / max(1, true.total()),
        title=document.title,
        published=verdict(made, document),
        language=document.language,
    )


def verdict(made: Made, document: Document) -> str:
    """ "right", "wrong" (another day than the true one, or one where there is none) or "missed"."""
    period = document.published.period if document.published else None
    if period is None:
        return "missed" if made.published else "right"
    return "right" if period.first == period.last == made.published else "wrong"


def read_made(made: Made, dossier: Dossier) -> Document:
    (sourced,) = read_raw(Raw(made.name, data=made.data), dossier)
    assert isinstance(sourced, Sourced), sourced
    return sourced.document


def figures(results: list[Measured]) -> dict[str, float]:
    """The means over documents, and the number of wrong dates."""
    count = len(results)
    return {
        "body f1": sum(r.f1 for r in results) / count,
        "body recall": sum(r.recall for r in results) / count,
        "title": sum(r.title_right for r in results) / count,
        "published": sum(r.published == "right" for r in results) / count,
        "wrong dates": float(sum(r.published == "wrong" for r in results)),
        "language": sum(r.language == r.made.release.language for r in results) / count,
    }


HALVES = {"first": first.pages, "second": second.pages, "third": third.pages, "fourth": fourth.pages}


def main(arguments: list[str]) -> None:
    dossier = load_dossier()
    for half, pages in HALVES.items():
        results = [measured(made, read_made(made, dossier)) for made in pages(load_releases())]
        print(half, len(results), {name: round(value, 4) for name, value in figures(results).items()})
        if "--each" in arguments:
            print(*(line_of(r) for r in results if not r.flawless), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
