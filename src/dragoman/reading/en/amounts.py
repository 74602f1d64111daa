"""Amounts with their units: "4 million barrels a year", "$900 million", normalised to a number, a unit and a period."""

import re
from dataclasses import dataclass

_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_CURRENCIES = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "¥": "JPY"}
_UNITS = {
    "barrel": "barrel", "ton": "tonne", "tonne": "tonne", "dollar": "USD", "won": "KRW", "euro": "EUR", "yuan": "CNY",
    "yen": "JPY", "percent": "percent", "%": "percent", "liter": "litre", "litre": "litre",
}  # fmt: skip
_AMOUNT = re.compile(
    r"(?P<sign>US\$|[$€£₩¥])?\s?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s(?P<scale>thousand|million|billion|trillion))?"
    r"(?:\s?(?P<unit>%|(?:metric |U\.S\. |US )?"
    r"(?:barrel|tonne|ton|dollar|won|euro|yuan|yen|percent|lit(?:er|re))s?)\b)?"
)
_PER = re.compile(
    r"\s?(?:of [\w\- ]{2,40}? )?(?:a|an|per|each|every)[ -](?P<per>year|month|quarter|week|day)"
    r"|\s(?P<adverb>annually|monthly|yearly)"
    r"|\s(?:of [\w\- ]{2,40}? )?(?:over|for|in) (?:any |a |each )?(?P<twelve>12|twelve)[- ]months?"
)
_ADVERBS = {"annually": "year", "yearly": "year", "monthly": "month"}


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of a unit (ISO 4217 for money, else "barrel", "tonne", "percent", "litre"), `per` a period, if any."""

    number: float
    unit: str
    per: str | None


def find_amount(text: str, start: int, end: int) -> Amount | None:
    """The first number with a unit in `text[start:end]`; None where there is none."""
    for match in _AMOUNT.finditer(text, start, end):
        unit = _unit(match)
        if unit is None:
            continue
        number = float(match.group("number").replace(",", "")) * _SCALES.get(match.group("scale") or "", 1)
        return Amount(number, unit, _per(text, match.end(), end))
    return None


def _unit(match: re.Match[str]) -> str | None:
    if match.group("sign"):
        return _CURRENCIES[match.group("sign")]
    printed = match.group("unit")
    if printed is None:
        return None
    word = printed.split()[-1]
    return _UNITS.get(word) or _UNITS.get(word.removesuffix("s"))


def _per(text: str, start: int, end: int) -> str | None:
    found = _PER.match(text, start, end)
    if found is None:
        return None
    if found.group("per"):
        return found.group("per")
    return _ADVERBS.get(found.group("adverb") or "", "year")
