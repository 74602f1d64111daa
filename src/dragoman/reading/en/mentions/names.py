"""All names of a document, before any parse: gazetteer, title grammar, forms, then the short forms of people named."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.reading.en.mentions.bodies import Bodies, find_pointers
from dragoman.reading.en.mentions.book import MentionBook
from dragoman.reading.en.mentions.capitals import told_apart
from dragoman.reading.en.mentions.found import Found
from dragoman.reading.en.mentions.gazetteer import Gazetteer
from dragoman.reading.en.mentions.phrases import find_phrases
from dragoman.reading.en.mentions.titles import find_people, title_words

_WORD = re.compile(r"[A-ZÀ-Þ][^\W_]*(?:[-‐‑][^\W_]+)*")


def find_names(
    text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer, bodies: Bodies, publisher: str | None = None
) -> list[Found]:
    """Everything named in the spans of `text`, in order. A name inside a longer one of its own kind is left out."""
    names: list[Found] = []
    for start, end in spans:
        known = told_apart(text, gazetteer.find(text, start, end), bodies.states.get(publisher or ""))
        people = [_identified(p, known) for p in find_people(text, start, end, known)]
        kept = _without(known, people)
        kept += (*people, *_named_after(text, known, gazetteer))
        kept += _fitting((*find_phrases(text, start, end), *find_pointers(text, start, end)), kept)
        names += kept
    names += _short_forms(text, spans, names)
    names = bodies.resolve(text, _given_full_names(names), publisher)
    return sorted(set(names), key=_place)


def _place(found: Found) -> tuple[int, int]:
    return found.start, -found.end


def _identified(person: Found, known: Iterable[Found]) -> Found:
    """The person with the dossier's identity, where the dossier's name of a person stands inside the mention."""
    for k in known:
        if k.kind == "person" and person.start <= k.start and k.end <= person.end:
            return replace(person, actor=k.actor, state=k.state or person.state, gender=k.gender or person.gender)
    return person


def _without(known: list[Found], people: list[Found]) -> list[Found]:
    """What the dossier knows outside people's names, and the forums of their posts: "Ambassador for G20 Affairs"."""
    spans = [(p.start, p.end, p.start + len(p.title)) for p in people]
    return [
        k
        for k in known
        if not any(
            s < k.end and k.start < e and not (k.kind == "forum" and s <= k.start < k.end <= t) for s, e, t in spans
        )
    ]


def _named_after(text: str, known: Sequence[Found], gazetteer: Gazetteer) -> list[Found]:
    """The people that governments are called after: "the Trump administration" names him too."""
    found: list[Found] = []
    for k in known:
        before = text.rfind(" ", k.start, k.end) if k.how == "metonym" else -1
        if before > k.start:
            found += (f for f in gazetteer.find(text, k.start, before) if f.kind == "person")
    return found


def _fitting(phrases: Iterable[Found], kept: Sequence[Found]) -> list[Found]:
    """The phrases that are not inside another mention and do not cut one in two."""
    fitting: list[Found] = []
    book = MentionBook(kept)
    for phrase in phrases:
        over = book.over(phrase.start, phrase.end)
        for other in over:
            if not (phrase.start <= other.start and other.end <= phrase.end and _longer(phrase, other)):
                break
        else:
            inside = [k for k in over if phrase.start <= k.start and k.end <= phrase.end]
            book.add(phrase)
            state = next((k.state for k in inside if k.state), None)
            fitting.append(replace(phrase, state=state) if phrase.kind != "forum" else phrase)
    return fitting


def _longer(phrase: Found, other: Found) -> bool:
    return (phrase.start, phrase.end) != (other.start, other.end) and not (other.kind == phrase.kind and other.actor)


def _short_forms(text: str, spans: Sequence[tuple[int, int]], names: Sequence[Found]) -> list[Found]:
    """Bare family names ("Moon said") of people whom the document names in full."""
    heads: dict[str, Found] = {}
    shared: set[str] = set()
    for f in names:
        if f.kind == "person" and " " in f.name and f.head[:1].isupper():
            first = heads.setdefault(f.head, f)
            if first.name.casefold() != f.name.casefold():
                shared.add(f.head)  # two people: the bare name is nobody's
    for head in shared:
        del heads[head]
    if not heads:
        return []
    taken = sorted(
        (f.start, f.end)
        for f in names
        if f.kind in ("person", "state", "organisation", "place", "instrument") or f.actor
    )
    forms: list[Found] = []
    for start, end in spans:
        at = 0
        for match in _WORD.finditer(text, start, end):
            full = heads.get(match.group())
            if full is None:
                continue
            while at < len(taken) and taken[at][1] <= match.start():
                at += 1
            if at < len(taken) and taken[at][0] < match.end():
                continue
            forms.append(replace(full, start=match.start(), end=match.end(), how="alias", title=""))
    return forms


def _given_full_names(names: Sequence[Found]) -> list[Found]:
    """Surname mentions with a title ("Minister Kim") take the full name of the person they can mean, or stay."""
    full = [f for f in sorted(names, key=_place) if f.kind == "person" and " " in f.name]
    by_head: dict[str, list[Found]] = {}
    for f in full:
        for part in dict.fromkeys((f.head, f.name.split()[0], f.name.split()[-1])):
            by_head.setdefault(part, []).append(f)
    resolved: list[Found] = []
    for f in names:
        if f.kind == "person":
            candidates = (
                [c for c in by_head.get(f.head, ()) if _may_be(f, c)] if " " not in f.name or f.how == "alias" else []
            )
            best = _best(f, candidates)
            if best is not None:
                f = replace(
                    f, name=best.name, actor=best.actor, state=best.state or f.state, gender=f.gender or best.gender
                )
        resolved.append(f)
    return _same_gender(resolved)


def _may_be(short: Found, full: Found) -> bool:
    return not (short.gender and full.gender and short.gender != full.gender)


def _best(short: Found, candidates: Sequence[Found]) -> Found | None:
    """The candidate whose title shares most with the short form's, then the last named before it."""
    if not candidates:
        return None
    words = title_words()
    wanted = {w.lower() for w in short.title.split() if w not in words.links}

    def fit(c: Found) -> tuple[float, bool, int]:
        title = [w.lower() for w in c.title.split()]
        shared = len(wanted & set(title))
        # "Minister Kim" is not the Vice Minister: a rank that only one title has counts against it
        against = len((set(title) ^ wanted) & words.ranks) if wanted else 0
        before = c.start <= short.start
        return (shared - 2 * against, before, c.start if before else -c.start)

    return max(candidates, key=fit)


def _same_gender(names: list[Found]) -> list[Found]:
    """A gender told once by a title ("Ms. Park") holds for every mention of that name."""
    told = {f.name: f.gender for f in names if f.kind == "person" and f.gender}
    return [
        replace(f, gender=told[f.name]) if f.kind == "person" and f.name in told and not f.gender else f for f in names
    ]
