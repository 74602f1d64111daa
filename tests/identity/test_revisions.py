"""Between two snapshots of a page: what was changed, and which quoted words no longer stand there."""

from dataclasses import replace

from dragoman.identity import changes, orphans
from dragoman.record import Attribution, Claim, Reading
from invented_releases import reading_of

OLD = (
    "On the talks\nThe envoy will go to Vessia on Monday.\nHe expects that\nthe talks will last a week.\nSeen 41 times"
)
NEW = (
    "On the talks\nThe envoy will go to Vessia on Tuesday.\nHe expects that the talks\nwill last a week.\nSeen 99 times"
)


def reading_with(*words: str) -> Reading:
    reading, _ = reading_of(OLD, chrome=("Seen 41 times",))
    voice = (Attribution("document", (), None, None),)
    spans = [(OLD.index(w), OLD.index(w) + len(w)) for w in words]
    claims = [
        Claim(w, "position", (s,), voice, (), (), "positive", "actual", None, None, (), (), None, None, 1.0, ())
        for w, s in zip(words, spans, strict=True)
    ]
    return replace(reading, claims=tuple(claims))


def test_changed_lines_are_told_and_furniture_is_not() -> None:
    older, newer = reading_with().document, reading_of(NEW, chrome=("Seen 99 times",))[0].document
    assert [(c.what, c.words) for c in changes(older, newer)][:2] == [
        ("removed", "The envoy will go to Vessia on Monday."),
        ("removed", "He expects that"),
    ]
    assert not any("Seen" in c.words for c in changes(older, newer))
    assert changes(older, older) == []


def test_words_stand_whatever_the_lines_and_an_edited_word_makes_an_orphan() -> None:
    reading = reading_with("go to Vessia on Monday", "the talks will last a week", "expects that\nthe talks")
    newest = reading_of(NEW)[0].document
    assert orphans(reading, newest) == ("go to Vessia on Monday",)
    assert orphans(reading, reading.document) == ()
