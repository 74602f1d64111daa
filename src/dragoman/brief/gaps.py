"""What a page must say it does not know."""

from collections.abc import Iterator, Sequence

from dragoman.brief.nouns import Unknown
from dragoman.brief.words import one_line, say_count
from dragoman.desks.gaps import Gap, Gaps

NAMED = 10
"""Documents named for one gap; the rest are counted."""

_WHICH = {
    "language-unread": "in a language whose claims are not read yet",
    "date-conflict": "whose dates of publication contradict each other",
    "encoding": "whose characters could not all be made out",
    "text-truncated": "too long to be read to the end",
}


def say_gaps(gaps: Gaps) -> tuple[Unknown, ...]:
    """The gaps in words, with the documents they concern."""
    return tuple(_say(gaps))


def _say(gaps: Gaps) -> Iterator[Unknown]:
    if gaps.undated_claims:
        yield Unknown(
            f"{say_count(gaps.undated_claims, 'claim')} left out of this period: "
            "when the documents were published is not known"
        )
    if gaps.undated:
        yield Unknown(
            f"{say_count(len(gaps.undated), 'document')} without a known date of publication", _named(gaps.undated)
        )
    for code, documents in sorted(gaps.problems.items(), key=lambda item: (-len(item[1]), item[0])):
        which = _WHICH.get(code, f"read with a problem ({code})")
        yield Unknown(f"{say_count(len(documents), 'document')} {which}", _named(documents))


def _named(documents: Sequence[Gap]) -> tuple[str, ...]:
    named = tuple(f"{one_line(gap.title)} (dragoman show {gap.document})" for gap in documents[:NAMED])
    return (*named, f"and {len(documents) - NAMED:,} more") if len(documents) > NAMED else named
