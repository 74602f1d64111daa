"""What a test asks of a reading: its claims with words instead of offsets and names instead of ids."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.record import Claim, Reading


@dataclass(frozen=True)
class Told:
    """One claim. `words` is the content, `voices` the speakers' names from the outermost voice in."""

    kind: str
    words: str
    form: str
    voices: tuple[tuple[str, ...], ...]
    cue: str | None
    act: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    polarity: str
    modality: str
    condition: str | None
    time: tuple[str | None, str | None] | None
    tracks: tuple[str, ...]
    wording: tuple[str, ...]

    @property
    def speakers(self) -> tuple[str, ...]:
        return self.voices[-1]

    def __str__(self) -> str:
        said = f"{self.form:<8} {self.voices} [{self.cue}]"
        return f"{self.kind:<10} {said} {self.words!r} {self.polarity} {self.modality}"


class Claims(tuple[Told, ...]):
    """All claims of a document in text order."""

    def about(self, words: str, kind: str | None = None) -> Told:
        """The one claim that holds these words."""
        found = [c for c in self if words in c.words and kind in (None, c.kind)]
        assert len(found) == 1, f"{len(found)} claims hold {words!r}; all claims:\n{self}"
        return found[0]

    def of(self, kind: str) -> tuple[Told, ...]:
        """The claims of one kind."""
        return tuple(c for c in self if c.kind == kind)

    @property
    def kinds(self) -> list[str]:
        return [c.kind for c in self]

    @property
    def only(self) -> Told:
        """The document's one claim."""
        assert len(self) == 1, f"{len(self)} claims:\n{self}"
        return self[0]

    def __str__(self) -> str:
        return "\n".join(f"  {c}" for c in self) or "  none"


def claims_of(reading: Reading) -> Claims:
    """The claims of a reading, for reading by people."""
    return Claims(_told(c, reading) for c in reading.claims)


def _told(claim: Claim, reading: Reading) -> Told:
    text = reading.document.text
    named = {m.id: m.name for m in reading.mentions}
    times = {t.id: t.period for t in reading.times}

    def words(span: tuple[int, int] | None) -> str | None:
        return " ".join(text[span[0] : span[1]].split()) if span else None

    def names(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(named[i] for i in ids)

    period = times[claim.time] if claim.time else None
    voice = claim.attribution[-1]
    return Told(
        kind=claim.kind,
        words=" … ".join(words(p) or "" for p in claim.passages),
        form=voice.form,
        voices=tuple(names(a.speakers) for a in claim.attribution),
        cue=words(voice.cue),
        act=voice.act,
        actors=names(claim.actors),
        recipients=names(claim.recipients),
        polarity=claim.polarity,
        modality=claim.modality,
        condition=words(claim.condition),
        time=period
        and (period.first.isoformat() if period.first else None, period.last.isoformat() if period.last else None),
        tracks=claim.tracks,
        wording=claim.wording,
    )


def tells(claims: Claims, words: str, *, form: str, by: str | None = None, cue: str | None = None) -> None:
    """Assert that a claim holds exactly these words, in this form, with this cue, its innermost voice `by`.

    `by` is a part of a speaker's name, whatever its capitals; without it nobody may be named.
    """
    found = [c for c in claims if c.words == words and c.form == form and c.cue == cue]
    assert found, f"no {form} claim {words!r} [{cue}]; all claims:\n{claims}"
    names = [name.lower() for c in found for name in c.speakers if name]
    assert any(by.lower() in n for n in names) if by else not names, f"said by {names}, not {by!r}"
