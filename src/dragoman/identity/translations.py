"""Two documents in two languages -> whether one is the other's translation: by the facts that need no translating.

A ministry puts out a release in its own language and in English, the same day or the next. What such a pair shares are
numbers, days of the year, abbreviations in Latin letters, and whom it names: the dossier's actors, and people whose
names sound alike. Releases of one day share some of that too; so two are linked only where each is like nothing else
there as much as like the other.

The weights and thresholds were set on pairs of our own and on a thousand sentence pairs of news cut into documents of
ten; bench/links.py measures them again.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.identity.names import same_name

Days = tuple[datetime.date, datetime.date]

APART = datetime.timedelta(days=1)
"""A translation comes out the same day or the next."""
LEAST_SHARED = 3.0
LEAST_FACTS = 3
"""Weight and number of what is shared: less is shared by any two releases of one day."""
WITHOUT_TELLING = 5.0
"""The weight needed where no shared fact tells much, neither a day nor a large number nor a person."""
LEAST_SCORE = 0.4
"""Of the weight of what the shorter one tells. Measured: true pairs lie above .5, half of what is left out aside."""
MARGIN = 0.1
"""How much better than with any other; where two are as good, neither is taken."""

WEIGHT: Mapping[str, float] = {
    "number": 2.0,
    "day": 2.0,
    "year": 0.5,
    "small": 0.5,
    "month": 0.5,
    "weekday": 0.5,
    "letters": 1.0,
    "actor": 1.0,
}
PERSON = 3.0
TELLING = 2.0
SMALL = 13
"""Below this a number is spelled out in English more often than not."""

_SCALES_EN = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES_KO = {"십": 10, "백": 100, "천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,6})?"
_PART_KO = re.compile(rf"({_NUMBER})\s?([십백천]?[만억조]|[백천])?")
_AMOUNT_KO = re.compile(rf"((?:(?:{_NUMBER})\s?(?:[십백천]?[만억조]|[백천])\s?)+(?:{_NUMBER})?)")
_AMOUNT_EN = re.compile(rf"({_NUMBER})(?:[\s-](thousand|million|billion|trillion))?", re.IGNORECASE)
_WORDS_EN = {
    word: n
    for n, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 2
    )
}
_SPELLED = re.compile(rf"\b({'|'.join(_WORDS_EN)})\b", re.IGNORECASE)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH_EN = re.compile(r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b")
_MONTH_KO = re.compile(r"(?<!\d)(\d{1,2})\s?월(?!요)")
_WEEKDAYS = {"월": "Mon", "화": "Tues", "수": "Wednes", "목": "Thurs", "금": "Fri", "토": "Satur", "일": "Sun"}
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS.values())})day\b|([{''.join(_WEEKDAYS)}])요일")
_MONTH = rf"({'|'.join(f'{m[:3]}(?:{m[3:]})?' for m in _MONTHS)})\.?"
_DAY_EN = re.compile(rf"\b(?:{_MONTH}\s(\d{{1,2}})\b(?!,\d)|(\d{{1,2}})\s{_MONTH}\b)", re.IGNORECASE)
_DAY_KO = re.compile(r"(\d{1,2})\s?월\s?(\d{1,2})\s?일")
_LETTERS = re.compile(r"(?<![A-Za-z])[A-Z][A-Z0-9]{1,6}(?![a-z])")
_TITLED_KO = re.compile(
    r"([가-힣]{2,4})\s(?:[가-힣]+\s){0,2}?[가-힣]*"
    r"(?:대통령|총리|장관|차관|차관보|대사|대표|국장|단장|위원장|의원|부장|대변인|조정관|실장|특사|수석)"
)


@dataclass(frozen=True, slots=True)
class Gist:
    """What of a document needs no translating: facts and their weights, and the people it names as they are printed."""

    document: str
    language: str
    publisher: str
    days: Days
    facts: Mapping[str, float]
    people: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Translation:
    """Two documents that say the same in two languages, the share of what the shorter tells, and what they share."""

    document: str
    other: str
    score: float
    shared: tuple[str, ...]


def facts_of(text: str, actors: Iterable[str]) -> dict[str, float]:
    """The facts of a text, and of the dossier's actors in it, with their weights."""
    days, rest = _days(text)
    months, rest = _months(rest)
    found = {f"day {month}-{day}": WEIGHT["day"] for month, day in days}
    found |= {f"month {month}": WEIGHT["month"] for month in months}
    found |= {f"{en or _WEEKDAYS[ko]}day": WEIGHT["weekday"] for en, ko in _WEEKDAY.findall(text)}
    for value in (*_amounts(rest), *(_WORDS_EN[word.casefold()] for word in _SPELLED.findall(rest))):
        kind = "year" if 1900 <= value < 2100 else "small" if value < SMALL and value == int(value) else "number"
        found[f"{value:.15g}"] = WEIGHT[kind]
    found |= dict.fromkeys(_LETTERS.findall(text), WEIGHT["letters"])
    return found | dict.fromkeys(actors, WEIGHT["actor"])


def people_of(text: str, names: Iterable[str]) -> frozenset[str]:
    """The people a text names: `names`, which its reading found, and in Korean whoever has a title after the name."""
    return frozenset({*names, *_TITLED_KO.findall(text)})


def translations(gists: Iterable[Gist], copies: Mapping[str, str] | None = None) -> list[Translation]:
    """The pairs of which each is like nothing else as much as like the other, by their ids.

    `copies` has one name for documents that hold the same words: a copy is no rival to what it is a copy of.
    """
    by_publisher: defaultdict[str, list[Gist]] = defaultdict(list)
    for gist in gists:
        by_publisher[gist.publisher].append(gist)
    found = (pair for group in by_publisher.values() for pair in _mutual(list(_likely(group)), copies or {}))
    return sorted(found, key=lambda pair: (pair.document, pair.other))


def _likely(group: Sequence[Gist]) -> Iterator[Translation]:
    """Every pair of two languages that came out together and shares enough."""
    group = sorted(group, key=lambda gist: (gist.days, gist.document))
    for n, one in enumerate(group):
        for other in group[n + 1 :]:
            if other.days[0] > one.days[1] + APART:
                break
            if one.language != other.language and (pair := _pair(one, other)) is not None:
                yield pair


def _pair(one: Gist, other: Gist) -> Translation | None:
    shared = [fact for fact in one.facts if fact in other.facts]
    people = _shared_people(one, other)
    weight = sum(one.facts[fact] for fact in shared) + PERSON * len(people)
    whole = max(min(_weight(one), _weight(other)), weight and 1.0)
    telling = people or any(one.facts[fact] >= TELLING for fact in shared)
    enough = weight >= (LEAST_SHARED if telling else WITHOUT_TELLING) and len(shared) + len(people) >= LEAST_FACTS
    if not enough or weight < LEAST_SCORE * whole:
        return None
    first, second = sorted((one.document, other.document))
    return Translation(first, second, min(weight / whole, 1.0), (*people, *sorted(shared)))


def _weight(gist: Gist) -> float:
    return sum(gist.facts.values())


def _shared_people(one: Gist, other: Gist) -> list[str]:
    """Names in two scripts that sound alike, each person once, as the first document prints them."""
    found = []
    left = sorted(other.people)
    for name in sorted(one.people):
        same = next((its for its in left if its != name and same_name(name, its).same), None)
        if same is not None:
            left.remove(same)
            found.append(name)
    return found


def _mutual(pairs: Sequence[Translation], copies: Mapping[str, str]) -> Iterator[Translation]:
    """The pairs that are the best of both their documents, by a margin."""
    scores: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for pair in pairs:
        scores[pair.document].append((copies.get(pair.other, pair.other), pair.score))
        scores[pair.other].append((copies.get(pair.document, pair.document), pair.score))
    for pair in pairs:
        ends = ((pair.document, pair.other), (pair.other, pair.document))
        rivals = [s for one, other in ends for name, s in scores[one] if name != copies.get(other, other)]
        if all(score + MARGIN <= pair.score for score in rivals):
            yield pair


def _days(text: str) -> tuple[set[tuple[int, int]], str]:
    """Days of the year, as (month, day), and the text without them."""
    found = {(int(month), int(day)) for month, day in _DAY_KO.findall(text)}
    for month, day, day_first, month_last in _DAY_EN.findall(text):
        name = (month or month_last)[:3].casefold()
        found.add(([m[:3] for m in _MONTHS].index(name) + 1, int(day or day_first)))
    return found, _DAY_EN.sub(" ", _DAY_KO.sub(" ", text))


def _months(text: str) -> tuple[set[int], str]:
    """Months named without a day, and the text without them."""
    found = {int(month) for month in _MONTH_KO.findall(text)}
    found |= {_MONTHS.index(month.casefold()) + 1 for month in _MONTH_EN.findall(text)}
    return found, _MONTH_KO.sub(" ", text)


def _amounts(text: str) -> Iterator[float]:
    """Numbers with their scales: "12 million" and "1,200만" are one; Korean parts of one ("1조 2천억") are added."""
    for run in _AMOUNT_KO.findall(text):
        yield sum(_value(number) * _scale_ko(scale) for number, scale in _PART_KO.findall(run))
    for number, scale in _AMOUNT_EN.findall(_AMOUNT_KO.sub(" ", text)):
        yield _value(number) * _SCALES_EN.get(scale.casefold(), 1)


def _value(number: str) -> float:
    return float(number.replace(",", ""))


def _scale_ko(scale: str) -> int:
    """The number that a scale stands for, letter by letter: 천 and 억 in 천억."""
    value = 1
    for letter in scale:
        value *= _SCALES_KO[letter]
    return value
