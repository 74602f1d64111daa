"""What people said of one question, and whether it is settled.

The last word counts, everywhere in the record. It is disputed until those who agree with it are more than those who do
not: two persons who differ wait for a third, or for one of them to think better of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.identity.judging import QUESTION
from dragoman.record import Judgement
from dragoman.store import JudgementRow, Record


@dataclass(frozen=True, slots=True)
class Opinions:
    """The standing answers to one question about the same things, one a person, the last last."""

    about: tuple[str, ...]
    rows: tuple[JudgementRow, ...]

    @property
    def last(self) -> JudgementRow:
        """The one that counts."""
        return self.rows[-1]

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What was said."""
        return tuple(row.judgement for row in self.rows)

    @property
    def disputed(self) -> bool:
        """Whether no more persons agree with what counts than do not."""
        agree = sum(_said(row) == _said(self.last) for row in self.rows)
        return agree * 2 <= len(self.rows)

    @property
    def stale(self) -> bool:
        """Whether what counts was said of something that is not what it was."""
        return self.last.state == "stale"

    def by(self, name: str) -> Judgement | None:
        """What this person says."""
        return next((row.judgement for row in self.rows if row.judgement.by == name), None)


def opinions(judged: Iterable[JudgementRow]) -> list[Opinions]:
    """The questions that people answered, in the order of the answers that count."""
    asked: defaultdict[tuple[str, frozenset[str]], list[JudgementRow]] = defaultdict(list)
    for row in judged:
        made = row.judgement
        if row.state in ("stands", "stale") and made.verdict in QUESTION:
            asked[QUESTION[made.verdict], frozenset(made.about)].append(row)
    found = [Opinions(rows[-1].judgement.about, tuple(rows)) for rows in asked.values()]
    return sorted(found, key=lambda one: one.last.judgement.at)


def differing(record: Record, made: Judgement) -> list[Judgement]:
    """What others say otherwise of the same question, where that is not settled."""
    found = opinions(row for row in record.judged(about=made.about[0]))
    of_it = (one for one in found if made in one.judgements and one.disputed)
    return [row.judgement for one in of_it for row in one.rows if _said(row) != (made.verdict, dict(made.fields))]


def _said(row: JudgementRow) -> tuple[str, Mapping[str, str]]:
    return row.judgement.verdict, dict(row.judgement.fields)
