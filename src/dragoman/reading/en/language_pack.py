"""One interface to a language pack: sentences in, trees out, whichever spaCy pipeline stands behind it.

Ours ships as package data in `pack/` (packs/english/ makes it); any other installed pipeline, or a folder, may be named
in its place. spaCy is imported only when a pack is loaded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.reading.en.clear import is_clear, to_universal
from dragoman.reading.en.lemmas import Lemmas
from dragoman.reading.en.tokens import plain_form, split_tokens
from dragoman.reading.en.tree import Tree, children_of
from dragoman.record import LanguagePackError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

OURS = Path(__file__).parent / "pack"

# Tokens parsed together. Larger batches gained no speed and cost memory: measured on us-state-press, CARD.md.
_BATCH = 6000
# Pipes of other people's pipelines that would move our boundaries or that nothing here reads.
_UNUSED: tuple[str, ...] = (
    "senter",
    "sentencizer",
    "ner",
    "entity_ruler",
    "entity_linker",
    "span_ruler",
    "spancat",
    "textcat",
    "textcat_multilabel",
    "merge_entities",
    "merge_noun_chunks",
    "merge_subtokens",
    "doc_cleaner",
)


class Unit(NamedTuple):
    """A span that must be one token, parsed as if it were the word `form`.

    A title with its name ("Deputy Minister for Trade Hong Kil-dong") is parsed as the one word "Hong".
    """

    start: int
    end: int
    form: str


class _Piece(NamedTuple):
    """One sentence on its way to the parser: token offsets, the forms shown, whether white space follows each."""

    start: int
    end: int
    spans: list[tuple[int, int]]
    forms: list[str]
    spaces: list[bool]
    text: str


Job = tuple[str, Sequence[tuple[int, int]], Sequence[Unit]]


class LanguagePack:
    """A loaded pipeline. Not for use from several threads at once; the same input gives the same trees."""

    def __init__(self, nlp: Language, *, name: str, version: str, lemmas: Lemmas, own_lemmas: bool) -> None:
        self.name = name
        self.version = version
        self._nlp = nlp
        self._lemmas = lemmas
        self._own_lemmas = own_lemmas
        self._strings = nlp.vocab.strings
        self._clear = is_clear(label for pipe in nlp.pipe_names for label in nlp.pipe_labels.get(pipe, ()))
        self._zone: Callable[[], Any] = nlp.memory_zone
        self._names: dict[int, str] = {}

    def parse(self, text: str, sentences: Sequence[tuple[int, int]], units: Sequence[Unit] = ()) -> list[Tree]:
        """One Tree a sentence, always; odd text gives odd trees, never an error."""
        return next(self.parse_many([(text, sentences, units)]))

    def parse_many(self, jobs: Iterable[Job]) -> Iterator[list[Tree]]:
        """The trees of many documents, in their order; documents are parsed together for speed."""
        waiting: list[list[_Piece]] = []
        size = 0
        for text, sentences, units in jobs:
            pieces = _pieces(text, sentences, units)
            waiting.append(pieces)
            size += sum(len(p.forms) for p in pieces)
            if size >= _BATCH:
                yield from self._parse_waiting(waiting)
                waiting, size = [], 0
        yield from self._parse_waiting(waiting)

    def _parse_waiting(self, waiting: list[list[_Piece]]) -> list[list[Tree]]:
        """Parse in portions of about one batch; a document may be longer than a portion."""
        pieces = [p for document in waiting for p in document]
        trees: list[Tree] = []
        portion: list[_Piece] = []
        size = 0
        for piece in pieces:
            portion.append(piece)
            size += len(piece.forms)
            if size >= _BATCH:
                trees += self._parse_portion(portion)
                portion, size = [], 0
        trees += self._parse_portion(portion)
        stream = iter(trees)
        return [[next(stream) for _ in document] for document in waiting]

    def _parse_portion(self, pieces: list[_Piece]) -> list[Tree]:
        """Parse inside a memory zone, so that words seen once do not stay for the life of the process."""
        if not pieces:
            return []
        self._warm(pieces)
        with self._zone():
            docs = [self._doc(p) for p in pieces if p.forms]
            parsed = iter(list(self._nlp.pipe(docs, batch_size=256)))
            return [self._tree(p, next(parsed)) if p.forms else _empty(p) for p in pieces]

    def _warm(self, pieces: list[_Piece]) -> None:
        """Words the pack knows are kept for good, outside the zone; they need not be made again for each portion."""
        vocab = self._nlp.vocab
        strings = self._strings
        for form in {f for p in pieces for f in p.forms}:
            if form in strings:
                vocab[form]

    def _doc(self, piece: _Piece) -> Doc:
        from spacy.tokens import Doc

        starts: list[bool | int | None] = [i == 0 for i in range(len(piece.forms))]
        return Doc(self._nlp.vocab, words=piece.forms, spaces=piece.spaces, sent_starts=starts)

    def _tree(self, piece: _Piece, doc: Doc) -> Tree:
        rows = doc.to_array(["HEAD", "DEP", "TAG", "POS", "LEMMA"]).astype("int64").tolist()
        heads = [i + row[0] for i, row in enumerate(rows)]
        relations = [self._string(row[1]) for row in rows]
        tags = [self._string(row[2]) for row in rows]
        pos = [self._string(row[3]) for row in rows]
        words = [piece.text[s:e] for s, e in piece.spans]
        if self._own_lemmas:
            lemmas = [
                doc.vocab.strings[row[4] % 2**64].lower() or w.lower() for row, w in zip(rows, words, strict=True)
            ]
        else:
            known = self._lemmas.lemma
            lemmas = [known(f, p, t) for f, p, t in zip(piece.forms, pos, tags, strict=True)]
        if self._clear:
            heads, relations, pos = to_universal(words, lemmas, tags, pos, heads, relations)
        return _made(piece, words, lemmas, pos, tags, _one_root(heads, relations, pos), relations)

    def _string(self, key: int) -> str:
        """A label's text; labels are few and outlive memory zones."""
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = self._strings[key % 2**64]
        return name


@cache
def load_pack(name: str | None = None) -> LanguagePack:
    """Our pack, or the installed spaCy pipeline or folder of this name; loaded once a process.

    Raises LanguagePackError where it cannot be loaded or has no parser.
    """
    if name is None:
        return _load(OURS, shown="dragoman's English pack", advice="reinstall dragoman, or name another pack")
    return _load(name, shown=name, advice=f"install it (for example `python -m spacy download {name}`) or name another")


def _load(where: str | Path, *, shown: str, advice: str) -> LanguagePack:
    try:
        import spacy

        nlp = spacy.load(where, exclude=[*_UNUSED, "tokenizer"])
    except Exception as fault:  # spaCy raises OSError, ValueError, KeyError … according to what is missing
        first = str(fault).strip().splitlines()[0] if str(fault).strip() else type(fault).__name__
        raise LanguagePackError(f"language pack {shown} cannot be loaded from {where}: {first}; {advice}") from fault
    if "parser" not in nlp.pipe_names:
        raise LanguagePackError(
            f"language pack {shown} has no dependency parser (it has: {', '.join(nlp.pipe_names) or 'nothing'}); "
            "name a pipeline trained with a parser, or none to use dragoman's own"
        )
    own_lemmas = any("lemmatizer" in pipe for pipe in nlp.pipe_names)
    return LanguagePack(
        nlp,
        name=str(nlp.meta.get("name", shown)),
        version=str(nlp.meta.get("version", "")),
        lemmas=_lemmas(OURS / "lemmas.json"),
        own_lemmas=own_lemmas,
    )


def _lemmas(path: Path) -> Lemmas:
    if not path.exists():
        return Lemmas()
    table = json.loads(path.read_text(encoding="utf-8"))
    return Lemmas(table["irregular"], frozenset(table["verbs"]), frozenset(table["adjectives"]))


def _pieces(text: str, sentences: Sequence[tuple[int, int]], units: Sequence[Unit]) -> list[_Piece]:
    ordered = sorted((u for u in units if u.start < u.end), key=lambda u: (u.start, -u.end))
    pieces = []
    at = 0
    for start, end in sentences:
        while at < len(ordered) and ordered[at].start < start:
            at += 1
        inside = []
        k = at
        while k < len(ordered) and ordered[k].start < end:
            inside.append(ordered[k])
            k += 1
        pieces.append(_piece(text, start, end, inside))
    return pieces


def _piece(text: str, start: int, end: int, units: Sequence[Unit]) -> _Piece:
    """Tokens of a sentence; of units that overlap, or stick out of the sentence, the first that fits stands."""
    spans: list[tuple[int, int]] = []
    forms: list[str] = []
    at = start
    for unit in units:
        if unit.start < at or unit.end > end:
            continue
        before = split_tokens(text, at, unit.start)
        spans += [*before, (unit.start, unit.end)]
        forms += [plain_form(text[s:e]) for s, e in before]
        forms.append("".join(plain_form(unit.form).split()) or "it")
        at = unit.end
    rest = split_tokens(text, at, end)
    spans += rest
    forms += [plain_form(text[s:e]) for s, e in rest]
    spaces = [right[0] != left[1] for left, right in pairwise(spans)] + [False] * bool(spans)
    return _Piece(start, end, spans, forms, spaces, text)


def _one_root(heads: list[int], relations: list[str], pos: list[str]) -> list[int]:
    """Heads with one root: of several, the first verb (or the first at all) takes the others under it."""
    roots = [i for i, h in enumerate(heads) if h == i]
    if not roots:
        return heads
    root = next((i for i in roots if pos[i] == "VERB"), roots[0])
    for i in roots:
        if i != root:
            heads[i] = root
            relations[i] = "punct" if pos[i] == "PUNCT" else "parataxis"
    relations[root] = "root"
    return heads


def _made(
    piece: _Piece, words: list[str], lemmas: list[str], pos: list[str], tags: list[str], heads: list[int],
    relations: list[str],
) -> Tree:  # fmt: skip
    return Tree(
        start=piece.start,
        end=piece.end,
        starts=tuple(s for s, _ in piece.spans),
        ends=tuple(e for _, e in piece.spans),
        words=tuple(words),
        lemmas=tuple(lemmas),
        pos=tuple(pos),
        tags=tuple(tags),
        heads=tuple(heads),
        relations=tuple(relations),
        children=children_of(heads),
    )


def _empty(piece: _Piece) -> Tree:
    return _made(piece, [], [], [], [], [], [])
