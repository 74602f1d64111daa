"""Which quotations are speech, and by which cue: beside the quotation, or carried over from the one before."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.reading.en.contents import clause_start
from dragoman.reading.en.cues import Cue
from dragoman.reading.en.lexicon import general_lexicon
from dragoman.reading.en.quotes import Quote, word_count
from dragoman.reading.en.tree import Tree

_STOPS = ",.?!…;:—–-"


@dataclass(frozen=True, slots=True)
class QuotedPiece:
    """The tokens [low, high) of one sentence inside a quotation that is speech.

    `cue_at` is (sentence, cue) of the report that gives its speaker, or None where nobody is told.
    """

    sentence: int
    low: int
    high: int
    cue_at: tuple[int, Cue] | None
    whole: bool = False
    """The quotation ends like a sentence or stops before its cue: nothing of the sentence goes on in it."""


def speech_pieces(
    text: str, quotes: Sequence[Quote], trees: Sequence[Tree], cues: Sequence[Sequence[Cue]]
) -> list[QuotedPiece]:
    """The pieces of all quotations in a paragraph that are somebody's words, in order.

    A quotation is speech where a cue stands at its edge and it holds a clause or ends like a sentence, or where it
    fills its sentences whole; then the speaker is the next or the last one told of in the paragraph.
    """
    told: list[tuple[Quote, tuple[int, Cue] | None]] = []
    quotes, interrupted = _mended(quotes, trees, cues)
    for n, quote in enumerate(quotes):
        if quote in interrupted:
            told.append((quote, interrupted[quote]))
            continue
        following = quotes[n + 1].outer_start if n + 1 < len(quotes) else 1 << 60
        previous = quotes[n - 1].outer_end if n else 0
        cue = _cue_of(text, quote, trees, cues, previous, following)
        if cue is not None or _fills_sentences(text, quote, trees):
            told.append((quote, cue))
    pieces: list[QuotedPiece] = []
    for n, (quote, own_cue) in enumerate(told):
        cue = own_cue or _carried(told, n)
        for at in _overlapping(trees, quote.start, quote.end):
            low, high = trees[at].first_from(quote.start), trees[at].first_from(quote.end)
            if low < high:
                pieces.append(QuotedPiece(at, low, high, cue, whole=_stands_whole(text, quote, own_cue, trees)))
    return pieces


def _mended(
    quotes: Sequence[Quote], trees: Sequence[Tree], cues: Sequence[Sequence[Cue]]
) -> tuple[list[Quote], dict[Quote, tuple[int, Cue]]]:
    """The quotations, two halves of one sentence made one, and the cues that stand in the middle of such."""
    mended: list[Quote] = []
    interrupted: dict[Quote, tuple[int, Cue]] = {}
    for quote in quotes:
        if mended and _is_in_a_report(quote, trees):
            continue  # “…,” she said on “Face of the Day,” “…”: where it was said
        between = _interruption(mended[-1], quote, trees, cues) if mended else None
        if between is None:
            mended.append(quote)
            continue
        first = mended.pop()
        whole = replace(quote, start=first.start, outer_start=first.outer_start)
        mended.append(whole)
        interrupted[whole] = interrupted.pop(first, between)
    return mended, interrupted


def _is_in_a_report(quote: Quote, trees: Sequence[Tree]) -> bool:
    """Whether a quotation stands inside the words of a report between commas."""
    return any(
        a.report and trees[at].starts[a.low] < quote.outer_start and quote.outer_end < trees[at].ends[a.high - 1]
        for at in _overlapping(trees, quote.start, quote.end)
        for a in trees[at].asides
    )


def _interruption(
    first: Quote, second: Quote, trees: Sequence[Tree], cues: Sequence[Sequence[Cue]]
) -> tuple[int, Cue] | None:
    """The cue of the report that stands between two halves of a quoted sentence, with its sentence."""
    for at in _overlapping(trees, first.end, second.start):
        tree = trees[at]
        for aside in tree.asides:
            if first.end <= tree.ends[aside.low] and tree.starts[aside.high - 1] <= second.start and aside.report:
                cue = next((c for c in cues[at] if aside.low <= c.verb < aside.high), None)
                if cue is not None and tree.starts[aside.low] + 2 >= first.end:
                    return at, cue
    return None


def _overlapping(trees: Sequence[Tree], start: int, end: int) -> range:
    """The places of the sentences that overlap `start:end`."""
    first = bisect.bisect_right(trees, start, key=_tree_start) - 1
    if first < 0 or trees[first].end <= start:
        first += 1
    return range(first, bisect.bisect_left(trees, end, key=_tree_start))


def _tree_start(tree: Tree) -> int:
    return tree.start


def _carried(told: Sequence[tuple[Quote, tuple[int, Cue] | None]], n: int) -> tuple[int, Cue] | None:
    """A quotation without a cue floats before the next one's, or goes on after the last one's."""
    if n + 1 < len(told) and told[n + 1][1] is not None and n == 0:
        return told[n + 1][1]
    before = next((cue for _, cue in reversed(told[:n]) if cue is not None), None)
    return before or next((cue for _, cue in told[n + 1 :] if cue is not None), None)


def _fills_sentences(text: str, quote: Quote, trees: Sequence[Tree]) -> bool:
    """Whether the quotation is one sentence or more, with nothing beside it."""
    covered = [trees[n] for n in _overlapping(trees, quote.outer_start, quote.outer_end)]
    if not covered or not quote.double or word_count(text, quote.start, quote.end) < 4:
        return False
    return (
        covered[0].start >= quote.outer_start - 1
        and text[covered[0].start : quote.start].strip("“\"'‘ ") == ""
        and (text[quote.end : covered[-1].end].strip("”\"'’ .") == "")
    )


def _cue_of(
    text: str,
    quote: Quote,
    trees: Sequence[Tree],
    cues: Sequence[Sequence[Cue]],
    previous: int,
    following: int,
) -> tuple[int, Cue] | None:
    """The cue at the quotation's edge, with its sentence; None where none stands there or nothing is spoken."""
    places = _overlapping(trees, quote.start, quote.end)
    if not places:
        return None
    first, last = places[0], places[-1]
    if not _like_speech(text, quote, trees[first : last + 1]):
        return None
    before = _cue_before(text, quote, trees[first], cues[first], previous)
    after = _cue_after(text, quote, trees[last], cues[last], following)
    if after is None and text[quote.end - 1] in ",?!" and last + 1 < len(trees):  # split off: "…!" he said
        after_next = _cue_after(text, quote, trees[last + 1], cues[last + 1], following)
        if after_next is not None:
            return last + 1, after_next
    if after is not None and trees[last].tags[after.verb] == "VBG" and not trees[last].kids(after.verb, "nsubj"):
        after = None  # "…,” adding that “…": it opens the next
    if after is not None and before is not None and _has_its_own(trees[last], after):
        after = None  # "recalling the message that “…,” he stated that …": what he stated is another clause
    if before is not None and (after is None or text[quote.end - 1] not in ",?!"):
        return first, before
    if after is not None:
        return last, after
    return (first, before) if before is not None else None


def _has_its_own(tree: Tree, cue: Cue) -> bool:
    """Whether a that-clause stands right behind the cue: it reports that, and no quotation before it."""
    return (
        cue.last + 1 < len(tree) and tree.words[cue.last + 1].lower() == "that" and bool(tree.kids(cue.verb, "ccomp"))
    )


def _like_speech(text: str, quote: Quote, trees: Sequence[Tree]) -> bool:
    """Whether what is quoted is a sentence or a clause of one, not a name, a title or a single word."""
    words = word_count(text, quote.start, quote.end)
    if words < 2 and text[trees[0].start : quote.outer_start].strip():
        return False  # “No,” she said: a word may be a sentence, inside a sentence it is a word
    if _labelled(text, quote, trees[0]):
        return False
    if not quote.double and words < 5:
        return False
    finite = any(
        t.pos[i] == "AUX" or t.tags[i] in ("VBD", "VBZ", "VBP", "MD", "VB")
        for t in trees
        for i in range(t.first_from(quote.start), t.first_from(quote.end))
    )
    return finite or (text[quote.end - 1] in ",.?!…" and quote.double)


def _stands_whole(text: str, quote: Quote, cue: tuple[int, Cue] | None, trees: Sequence[Tree]) -> bool:
    """Whether the quotation stops like a sentence and is set off from its cue by a mark, or stands before it."""
    if cue is None or text[quote.end - 1] not in ",.?!…":
        return False
    before_cue = quote.end <= trees[cue[0]].starts[cue[1].verb]
    return before_cue or text[max(0, quote.outer_start - 3) : quote.outer_start].rstrip()[-1:] in (",", ":")


def _is_sentence(text: str, quote: Quote, tree: Tree) -> bool:
    """ "Said “nobody here is in a hurry.”": a subject, a verb and a full stop, though the capital is missing."""
    inside = range(tree.first_from(quote.start), tree.first_from(quote.end))
    whole = any(tree.relations[i].startswith("nsubj") and tree.heads[i] in inside and tree.heads[i] > i for i in inside)
    return whole and (text[quote.end - 1] in ".?!" or not text[quote.outer_end : quote.outer_end + 2].strip(". \n"))


def _labelled(text: str, quote: Quote, tree: Tree) -> bool:
    """A title, programme name or proverb: told by the word that introduces it."""
    stop = tree.first_from(quote.outer_start)
    comma = next((i for i in range(stop - 2, max(0, stop - 5), -1) if tree.words[i] == ","), -1)
    before = range(max(0, stop - 4, comma + 1), stop)
    labels = general_lexicon().words["quotation.labels"]
    labelled = any(tree.lemmas[i] in labels or tree.words[i].lower() in labels for i in before)
    return labelled and text[quote.outer_start - 2 : quote.outer_start].strip() not in (",", ":")


def _cue_after(text: str, quote: Quote, tree: Tree, cues: Sequence[Cue], following: int) -> Cue | None:
    """ "“…,” he said": the cue whose clause opens right behind the quotation."""
    a = next((i for i in range(tree.first_from(quote.end), len(tree)) if tree.pos[i] != "PUNCT"), None)
    if a is None or tree.starts[a] > following:
        return None
    if text[quote.end - 1] not in _STOPS and text[quote.outer_end : quote.outer_end + 1] not in (",", "…"):
        return None
    for cue in cues:
        if cue.verb < a or cue.verb - a > 24 or tree.starts[cue.verb] > following:
            continue
        start = clause_start(tree, cue, a)
        if start - a <= 1 and not any(
            tree.pos[j] == "VERB" and tree.relations[j] not in ("amod", "acl", "acl:relcl", "appos")
            for j in range(start, cue.verb)
        ):
            return cue
    return None


def _cue_before(text: str, quote: Quote, tree: Tree, cues: Sequence[Cue], previous: int) -> Cue | None:
    """ "He said, “…”": the cue nearest before the quotation, with no verb of another clause between."""
    outside = text[max(previous, tree.start) : quote.outer_start].rstrip()
    if not outside:
        return None
    introduced = outside[-1] in ",:" or outside.endswith(("that", " as"))
    for cue in reversed(cues):
        if tree.ends[cue.last] > quote.outer_start or tree.starts[cue.verb] < previous:
            continue
        between = range(cue.last + 1, tree.first_from(quote.start))
        verbs = sum(
            1 for j in between if tree.pos[j] == "VERB" and tree.relations[j] not in ("amod", "acl", "acl:relcl")
        )
        if introduced and verbs == 0 and len(between) <= 30:
            return cue
        beside = not any(tree.pos[j] != "PUNCT" for j in between)
        if not introduced and beside and (text[quote.start].isupper() or _is_sentence(text, quote, tree)):
            return cue
        return None
    return None
