"""What a page must say it does not know."""

from collections.abc import Iterator, Sequence

from dragoman.brief.labels import Labels
from dragoman.brief.nouns import Unknown
from dragoman.brief.words import one_line
from dragoman.desks.gaps import Gap, Gaps

NAMED = 10
"""Documents named for one gap; the rest are counted."""


def say_gaps(gaps: Gaps, labels: Labels) -> tuple[Unknown, ...]:
    """The gaps in words, with the documents they concern."""
    return tuple(_say(gaps, labels))


def _say(gaps: Gaps, labels: Labels) -> Iterator[Unknown]:
    if gaps.undated_claims:
        yield Unknown(labels.say("gap.undated-claims", n=gaps.undated_claims))
    if gaps.undated:
        yield Unknown(labels.say("gap.undated", n=len(gaps.undated)), _named(gaps.undated, labels))
    for code, documents in sorted(gaps.problems.items(), key=lambda item: (-len(item[1]), item[0])):
        key = f"gap.{code}" if labels.words.knows(f"gap.{code}") else "gap.problem"
        yield Unknown(labels.say(key, n=len(documents), code=code), _named(documents, labels))


def _named(documents: Sequence[Gap], labels: Labels) -> tuple[str, ...]:
    told = documents[:NAMED]
    named = tuple(labels.say("page.named", title=one_line(gap.title), document=gap.document) for gap in told)
    more = len(documents) - len(told)
    return (*named, labels.say("page.more", n=more)) if more else named
