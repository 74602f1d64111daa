"""The invented releases, and what a page made of one must be read as."""

import datetime
import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Release:
    """One text, as its publisher wrote it. `body` holds its lines with their marks (see the TOML files)."""

    id: str
    language: str
    title: str
    subtitle: str | None
    date: datetime.date
    place: str
    publisher: str
    kind: str
    body: tuple[str, ...]

    def matter(self) -> list[str]:
        """The lines that can carry a claim, without their marks; every cell of a table by itself."""
        return [said for line in self.body if not line.startswith("# ") for said in _said(line)]

    def html(self, *, p: str = "p", h: str = "h3", ul: str = "ul") -> str:
        """Its body in plain markup: paragraphs in `p`, headings in `h`, items in `ul`."""
        made = "\n".join(_element(line, p=p, h=h, ul=ul) for line in self.body)
        return made.replace(f"</{ul}>\n<{ul}>", "").replace("</table>\n<table>", "\n")


@dataclass(frozen=True, slots=True)
class Made:
    """A document made of a release in some site's manner: its bytes, and what it truly says."""

    name: str
    data: bytes
    release: Release
    published: datetime.date | None
    lead: str = ""
    """What the manner prints before the first paragraph, as part of it: an agency's dateline."""


def load_releases() -> list[Release]:
    """All of them, English and Korean in turn."""
    english, korean = (_load(language) for language in ("en", "ko"))
    mixed = [r for pair in zip(english, korean, strict=False) for r in pair]
    return mixed + english[len(korean) :] + korean[len(english) :]


def day_month_year(date: datetime.date) -> str:
    return f"{date.day} {date:%B %Y}"


def month_day_year(date: datetime.date) -> str:
    return f"{date:%B} {date.day}, {date.year}"


def korean_day(date: datetime.date) -> str:
    return f"{date.year}년 {date.month}월 {date.day}일"


def dotted_day(date: datetime.date) -> str:
    return f"{date.year}. {date.month}. {date.day}."


def shifted(date: datetime.date, days: int) -> datetime.date:
    return date + datetime.timedelta(days=days)


def _load(language: str) -> list[Release]:
    table = tomllib.loads((HERE / f"releases_{language}.toml").read_text(encoding="utf-8"))
    return [
        Release(
            id=row["id"],
            language=language,
            title=row["title"],
            subtitle=row.get("subtitle"),
            date=row["date"],
            place=row["place"],
            publisher=row["publisher"],
            kind=row["kind"],
            body=tuple(line for line in row["body"].splitlines() if line.strip()),
        )
        for row in table["release"]
    ]


def _said(line: str) -> list[str]:
    if line.startswith("|"):
        return [cell.strip() for cell in line.strip("|").split("|")]
    return [line[2:] if line.startswith(("- ", "> ")) else line]


def _element(line: str, *, p: str, h: str, ul: str) -> str:
    said = [escape(text, quote=False) for text in _said(line)]
    if line.startswith("# "):
        return f"<{h}>{escape(line[2:], quote=False)}</{h}>"
    if line.startswith("- "):
        return f"<{ul}><li>{said[0]}</li></{ul}>"
    if line.startswith("> "):
        return f"<blockquote><p>{said[0]}</p></blockquote>"
    if line.startswith("|"):
        cells = "".join(f"<td>{cell}</td>" for cell in said)
        return f"<table><tr>{cells}</tr></table>"
    return f"<{p}>{said[0]}</{p}>"
