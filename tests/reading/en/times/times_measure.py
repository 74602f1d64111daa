"""How well times are read, over the sets beside the repository: run as a script for the figures and the misses."""

import datetime
import gzip
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from dragoman.reading.en.times import TimeContext, find_times, resolve_time
from dragoman.reading.en.times.nodes import (
    Around,
    Bound,
    Calendar,
    Century,
    Distance,
    Fields,
    Node,
    PartOf,
    SeasonOf,
    Span,
    Stretch,
    Vague,
)
from dragoman.record import Period

SHARED = Path(__file__).resolve().parents[5] / "shared"
Tense = Literal["past", "present", "future"]
_LEADERS = frozenset(
    "in on at by during over throughout for of the a an from within until since before after".split()  # noqa: SIM905
)


@dataclass(slots=True)
class Score:
    """Counts and the misses behind them."""

    asked: int = 0
    found: int = 0
    exact: int = 0
    valued: int = 0
    right: int = 0
    by_convention: int = 0
    spurious: int = 0
    misses: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """One line of figures."""
        share = self.right / self.valued if self.valued else 0.0
        also = f" (by our conventions {self.by_convention / self.valued:.3f})" if self.by_convention else ""
        return (
            f"{name}: found {self.found}/{self.asked} = {self.found / max(1, self.asked):.3f}, exact span {self.exact},"
            f" value {self.right}/{self.valued} = {share:.3f}{also}, spurious {self.spurious}"
        )


def bare(text: str) -> str:
    """The expression without the small words in front of it."""
    words = text.lower().split()
    while len(words) > 1 and words[0] in _LEADERS:
        words = words[1:]
    return " ".join(words).strip(" .,")


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text[:10]) if text else None


def recognizers(kind: str, *, all_rows: bool = False) -> Score:
    """Dates or ranges of dates of Recognizers-Text. A value is right where it is one of those listed.

    `all_rows` takes those in too that not all of its own readers support.
    """
    score = Score()
    with gzip.open(SHARED / "gold/recognizers_datetime_en.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in rows:
            read = json.loads(row)
            if all_rows or read["not_supported"] is None:
                _recognizers_row(read, score, kind)
    return score


def _recognizers_row(row: dict[str, Any], score: Score, kind: str) -> None:
    text: str = row["input"]
    wanted = [r for r in row["results"] if (r.get("type") or "").removeprefix("datetimeV2.") == kind]
    found = find_times(text, 0, len(text))
    if not row["results"]:
        score.spurious += sum(not t.rule.startswith("vague") for t in found)
    published = Period.day(day(row["reference"]) or datetime.date(2016, 11, 7)) if row["reference"] else None
    for result in wanted:
        score.asked += 1
        near = [t for t in found if t.start < result["end"] and result["start"] < t.end]
        hit = near[0] if near else None
        score.found += hit is not None
        if hit is not None:
            score.exact += bare(text[hit.start : hit.end]) == bare(text[result["start"] : result["end"]])
        values = _values(result)
        if not values or (datetime.date.min, datetime.date.min) in values:
            continue  # a season or a fiscal year it does not resolve either, or a date that does not exist
        score.valued += 1
        said: set[tuple[Any, Any]] = set()
        for tense in ("past", "future"):
            if hit is not None:
                period, _, _ = resolve_time(hit, TimeContext(published, tense, said=published))  # type: ignore[arg-type]
                said.add((period.first, period.last))
        if said & values:
            score.right += 1
            score.by_convention += 1
        elif hit is not None and any(
            _same_but_for_convention(hit.node, mine, theirs) for mine in said for theirs in values
        ):
            score.by_convention += 1
        else:
            shown = [(str(a), str(b)) for a, b in said]
            score.misses.append(
                f"{text!r} [{result['text']}] {row['reference'][:10] if row['reference'] else None}: "
                f"{hit.rule if hit else None} {shown} not {[(str(a), str(b)) for a, b in values]}"
            )


_SECONDS = {
    "hour": 3600, "day": 86400, "week": 604800, "fortnight": 1209600, "month": 2592000, "year": 31536000,
    "weekend": 172800, "quarter": 7776000, "decade": 315360000, "century": 3153600000, "half": 15768000,
}  # fmt: skip
_AGAIN = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def lengths(kind: str) -> Score:
    """Durations or sets of Recognizers-Text that its own readers support: a value is the seconds, or how often."""
    score = Score()
    with gzip.open(SHARED / "gold/recognizers_datetime_en.jsonl.gz", "rt", encoding="utf-8") as rows:
        for line in rows:
            row = json.loads(line)
            for result in row["results"] if row["not_supported"] is None else ():
                if (result.get("type") or "").removeprefix("datetimeV2.") == kind:
                    _length_row(row["input"], result, score)
    return score


def _length_row(text: str, result: dict[str, Any], score: Score) -> None:
    near = [t for t in find_times(text, 0, len(text)) if t.start < result["end"] and result["start"] < t.end]
    score.asked += 1
    score.found += bool(near)
    score.exact += any(bare(text[t.start : t.end]) == bare(text[result["start"] : result["end"]]) for t in near)
    listed = result["resolution"].get("values") or [result["resolution"].get("FutureResolution") or {}]
    timex = str((result["resolution"].get("values") or [{}])[0].get("timex") or result["resolution"].get("Timex"))
    score.valued += 1
    for t in near:
        count, unit = _length(t.node)
        seconds = (count or 0) * _SECONDS.get(unit or "", 0)
        said = str(listed[0].get("value") or listed[0].get("duration"))
        again = timex.startswith("P") and (str(count), unit) == (timex[1:-1], _AGAIN.get(timex[-1]))
        if count is None and unit and _is_three(said, unit):
            score.by_convention += 1  # "several weeks" is three to that set, and to us a number nobody gave
        if (said.replace(".", "").isdecimal() and round(float(said)) == round(seconds)) or (
            said == "not resolved" and (again or "XXX" in timex)
        ):
            score.right += 1
            score.by_convention += 1
            return
    score.misses.append(f"{text!r} [{result['text']}] {timex} {[t.node for t in near]}")


def _is_three(said: str, unit: str) -> bool:
    return said == str(3 * _SECONDS[unit])


def _length(node: Node) -> tuple[float | None, str | None]:
    match node:
        case (
            Vague(_, count, unit) | Stretch(count, unit) | Distance(count, unit) | Bound("within", Stretch(count, unit))
        ):
            return count, unit
        case _:
            return None, None


def _same_but_for_convention(node: Node, mine: tuple[Any, Any], theirs: tuple[Any, Any]) -> bool:
    """Where we differ from that set on purpose, and on nothing else.

    It leaves the last-named month or year of a range out ("2014 through 2018" ends in 2017, and so does "until 2018")
    and ours has it in; it has "after March 5" begin on that day; it has "the next two weeks" begin tomorrow, ours
    begins today; it gives one day for "two years ago", ours is the calendar year; it has "a few days" be three, ours
    leaves that end open; it cuts "early", "late" and "later this year" at the half, ours at the third and today; its
    centuries begin with the year 00.
    """
    (first, last), (their_first, their_last) = mine, theirs
    match node:
        case Span():
            later = last and their_last and 0 <= (last - their_last).days <= 366
            return bool(first == their_first and later)
        case Bound(kind, Stretch()) if kind == "within":
            return _near(first, their_first, 1) and _near(last, their_last, 1)
        case Bound("until", Fields()) if first == their_first and last and their_last:
            return 0 <= (last - their_last).days <= 366
        case Distance(None) | Stretch(None):
            return bool((first is None or first == their_first) or (last is None or last == their_last))
        case Bound():
            begins = _near(first, their_first, 1) or their_first is None
            return begins and _near(last, their_last, 1)
        case Stretch():
            return _near(first, their_first, 1) and _near(last, their_last, 1)
        case Century():
            return _near(first, their_first, 366) and _near(last, their_last, 366)
        case Around():
            return bool(first == their_first or last == their_last)
        case Distance() | PartOf():
            if not (first and last and their_first and their_last):
                return False
            return first <= their_first <= their_last <= last or their_first <= first <= last <= their_last
        case _:
            return False


def _near(mine: datetime.date | None, theirs: datetime.date | None, days: int) -> bool:
    if mine is None or theirs is None:
        return mine is theirs
    return abs((mine - theirs).days) <= days


def _values(result: dict[str, Any]) -> set[tuple[datetime.date | None, datetime.date | None]]:
    """Their ends are exclusive; their open ends leave a side out."""
    resolution = result.get("resolution") or {}
    listed = resolution.get("values") or [resolution.get("FutureResolution"), resolution.get("PastResolution")]
    values = set()
    for value in listed:
        if not value:
            continue
        only = value.get("value") or value.get("date")
        try:
            if only:
                values.add((day(only), day(only)))
                continue
            first, last = (
                day(value.get("start") or value.get("startDate")),
                day(value.get("end") or value.get("endDate")),
            )
        except ValueError:
            continue
        if first or last:
            values.add((first, last - datetime.timedelta(days=1) if last else None))
            values.add((first, last))
    return values


def gold() -> Score:
    """The times of the gold claims, in the tense that the claim's kind and modality suggest."""
    score = Score()
    dates = {}
    for row in (SHARED / "gold/dev/documents.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(row)
        dates[document["id"]] = document["date"]
    for path in sorted((SHARED / "gold/dev").glob("*.json")):
        read = json.loads(path.read_text(encoding="utf-8"))
        if read.get("language") == "ko":
            continue
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        known = (read.get("published") or {}).get("from") or dates.get(path.stem)
        published_day = day(known)
        published = Period.day(published_day) if published_day else None
        for claim in read["claims"]:
            if claim["time"]:
                _gold_claim(score, path.stem, text, claim, published)
    return score


def _gold_claim(score: Score, name: str, text: str, claim: dict[str, Any], published: Period | None) -> None:
    time = claim["time"]
    at = text.find(claim["content"])
    spots = [i for i in range(len(text)) if text.startswith(time["text"], i)]
    if not spots:
        return
    spot = min(spots, key=lambda i: 0 if at <= i <= at + len(claim["content"]) else abs(i - at))
    begin = max((text.rfind(sign, 0, spot) for sign in (". ", "\n\n", "” ")), default=-1) + 1
    ends = [k for k in (text.find(". ", spot + len(time["text"])), text.find("\n\n", spot)) if k >= 0]
    near = [
        t
        for t in find_times(text, begin, min(ends, default=len(text)))
        if t.start < spot + len(time["text"]) and spot < t.end
    ]
    score.asked += 1
    score.found += bool(near)
    score.exact += any(bare(text[t.start : t.end]) == bare(time["text"]) for t in near)
    tense: Tense = "future" if claim["kind"] in ("commitment", "forecast", "call") else "past"
    said = Period.day(datetime.date(2023, 9, 13)) if time["text"] == "in the afternoon" else None
    answers = [resolve_time(t, TimeContext(published, tense, said=said))[0] for t in near]
    wanted = (day(time["from"]), day(time["to"]))
    score.valued += 1
    if any((p.first, p.last) == wanted for p in answers):
        score.right += 1
    else:
        score.misses.append(f"{name}: {time} {[t.rule for t in near]} {[(str(p.first), str(p.last)) for p in answers]}")


def seeds() -> Score:
    """Every time expression that the checklist lists: is it found?"""
    score = Score()
    sentences = {}
    for row in (SHARED / "checklist/seed_sentences.jsonl").read_text(encoding="utf-8").splitlines():
        sentence = json.loads(row)
        sentences[sentence["id"]] = sentence["text"]
    for item in json.loads((SHARED / "checklist/seed_inventory.json").read_text(encoding="utf-8")):
        if item["type"] != "temporal":
            continue
        text = sentences[item["sent"]]
        score.asked += 1
        near = [t for t in find_times(text, 0, len(text)) if t.start < item["end"] and item["start"] < t.end]
        score.found += bool(near)
        score.exact += any(bare(text[t.start : t.end]) == bare(item["surface"]) for t in near)
        if not near:
            score.misses.append(f"{item['sent']} {item['surface']} in {text!r}")
    return score


def gum(split: str = "dev") -> Score:
    """Dates of GUM's news and speeches: absolute ones must agree, the document's day given, either tense."""
    score = Score()
    with gzip.open(SHARED / "gold/gum_news_speech.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in rows:
            document = json.loads(row)
            if document["split"] == split:
                _gum_document(document, score)
    return score


def _gum_document(document: dict[str, Any], score: Score) -> None:
    try:
        reference = day(document["date"])
    except ValueError:
        reference = None
    published = Period.day(reference) if reference else None
    tokens = [t if isinstance(t, str) else t.get("text", t.get("form")) for t in document["tokens"]]
    bounds = document["sentences"]
    for mark in document["dates"]:
        first, last = mark["tok"]
        home = next(((a, b) for a, b in _sentence_bounds(bounds) if a <= first < b), (max(0, first - 20), last + 20))
        text, places = "", []
        for token in tokens[home[0] : home[1]]:
            places.append(len(text))
            text += token + " "
        start, end = places[first - home[0]], places[min(last, home[1]) - 1 - home[0]] + len(tokens[last - 1])
        score.asked += 1
        near = [t for t in find_times(text, 0, len(text)) if t.start < end and start < t.end]
        score.found += bool(near)
        score.exact += any(bare(text[t.start : t.end]) == bare(text[start:end]) for t in near)
        wanted = _gum_value(mark)
        if wanted is None:
            continue
        score.valued += 1
        answers = {
            (p.first, p.last)
            for t in near
            for tense in ("past", "future")
            for p in (resolve_time(t, TimeContext(published, tense))[0],)  # type: ignore[arg-type]
        }
        if wanted in answers:
            score.right += 1
            score.by_convention += 1
        elif any(_one_end(t.node, answers, wanted) for t in near):
            score.by_convention += 1
        else:
            score.misses.append(
                f"{document['id']} {reference}: {text[start:end]!r} in {text[max(0, start - 60) : end + 30]!r}"
                f" {[t.rule for t in near]} {[(str(a), str(b)) for a, b in answers]} not"
                f" {[str(d) for d in wanted]}"
            )


def _one_end(node: Node, answers: set[tuple[Any, Any]], wanted: tuple[Any, Any]) -> bool:
    """GUM dates each end of a span or bound by itself; its weeks begin on Sunday, its seasons end a month on."""
    if isinstance(node, Span | Bound):
        return any(a == wanted[0] or b == wanted[1] for a, b in answers)
    if isinstance(node, Stretch | Calendar):
        return any(_near(a, wanted[0], 1) and _near(b, wanted[1], 1) for a, b in answers)
    return isinstance(node, SeasonOf) and any(a == wanted[0] for a, _ in answers)


def _sentence_bounds(sentences: list[Any]) -> list[tuple[int, int]]:
    return [(s[0], s[1]) if isinstance(s, list) else (s["tok"][0], s["tok"][1]) for s in sentences]


def _gum_value(mark: dict[str, Any]) -> tuple[datetime.date, datetime.date] | None:
    try:
        if "from" in mark and "to" in mark:
            return _whole(mark["from"])[0], _whole(mark["to"])[1]
        return _whole(mark["when"]) if "when" in mark else None
    except ValueError:
        return None


def _whole(text: str) -> tuple[datetime.date, datetime.date]:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        one = datetime.date(*parts)
        return one, one
    first = datetime.date(parts[0], parts[1] if len(parts) > 1 else 1, 1)
    after = datetime.date(
        first.year + (len(parts) == 1 or first.month == 12), first.month % 12 + 1 if len(parts) > 1 else 1, 1
    )
    return first, after - datetime.timedelta(days=1)


def figures() -> dict[str, Score]:
    """Every figure by its name."""
    return {
        **{f"recognizers {kind}": recognizers(kind) for kind in ("date", "daterange")},
        **{f"recognizers {kind}, all platforms": recognizers(kind, all_rows=True) for kind in ("date", "daterange")},
        **{f"recognizers {kind}": lengths(kind) for kind in ("duration", "set")},
        "gold/dev": gold(),
        "seeds": seeds(),
        **{f"gum {split}": gum(split) for split in ("dev", "test")},
    }


def main() -> None:
    """Print the figures; `--misses` adds what was wrong."""
    counts: Counter[str] = Counter()
    for name, score in figures().items():
        print(score.line(name))
        counts[name] = len(score.misses)
        if "--misses" in sys.argv or name in sys.argv:
            print("\n".join("   " + miss for miss in score.misses))


if __name__ == "__main__":
    main()
