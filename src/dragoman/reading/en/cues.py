"""Where a sentence reports speech: cue verbs with their units, "according to", and nouns that report.

A word of the lexicon is a cue only where it stands as a report: not under "will" or "should", not denied, not an
adjective, and with a subject that can speak.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from dragoman.reading.en.clauses import subject_of
from dragoman.reading.en.lexicon import Act, CueUnit, Lexicon, general_lexicon
from dragoman.reading.en.realis import FIRST_PERSONS, has_clause, is_passive, reports
from dragoman.reading.en.tree import Tree
from dragoman.reading.en.units import unit_at

LONGEST = 500
"""Tokens beyond which a "sentence" is a list or an attack, and nobody speaks in it."""
# Whoever does one of these speaks, whatever kind of word names it: "the envoy's sister said".
_SPEAKING = frozenset({"say", "tell", "reply"})
# Verbs that tell what a thing shows, as well as what somebody says: with a clause they need a speaker all the same.
_SHOWING = frozenset(
    {"suggest", "show", "indicate", "demonstrate", "reveal", "reflect", "confirm", "signal", "imply", "underscore"}
    | {"highlight", "remind", "underline", "convince", "hold", "attest", "find", "prove", "see"}
)
# "It is important to note that": an impersonal way of saying so oneself.
_WORTH = frozenset({"important", "worth", "necessary", "essential", "vital", "fair", "useful", "crucial"})
_NOTING = frozenset(
    {"note", "stress", "emphasize", "emphasise", "underline", "underscore", "recall", "remember", "recognize", "say"}
    | {"recognise", "mention", "add", "point", "remind", "acknowledge", "highlight"}
)
# What a thing can do as well: "the storm threatened the coast".
_THINGS_TOO = frozenset({"demand", "promise", "threaten", "command", "press", "raise", "object", "offer", "guarantee"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A report: the tokens `verb … last` are its cue words, `subject` the token that speaks (None: nobody named).

    `performative` is a first person's own act in the present ("We welcome"): the words do what they say.
    """

    verb: int
    last: int
    act: Act
    lemma: str
    subject: int | None
    performative: bool
    unit: CueUnit | None
    nominal: bool = False
    quoter: int | None = None
    """Who quotes the subject: "the agency quoted an aide as saying"."""


_CanSpeak = Callable[[int], bool]
"""Whether what a token names can be the source of speech."""


def find_cues(tree: Tree, lexicon: Lexicon, can_speak: _CanSpeak) -> list[Cue]:
    """The cues of a sentence in text order. `can_speak` tells of a token whether what it names can."""
    if len(tree) > LONGEST:
        return []
    cues = []
    for i in range(len(tree)):
        lemma = tree.lemmas[i]
        naming = lexicon.frames["naming"]
        if tree.pos[i] == "VERB" and (lemma in lexicon.verbs or lemma in lexicon.units or lemma in naming):
            cue = _verb_cue(tree, i, lexicon, can_speak)
        elif lemma == "accord" or tree.words[i].lower() == "according":
            cue = _according(tree, i)
        elif tree.words[i].lower() == "words":
            cue = _in_words_of(tree, i)
        elif tree.pos[i] == "NOUN" and lemma in lexicon.nouns:
            cue = _noun_cue(tree, i, lexicon, can_speak)
        elif tree.pos[i] == "ADJ" and tree.kids(i, "cop"):
            cue = _adjective_cue(tree, i, lexicon)
        else:
            cue = None
        if cue is not None:
            cues.append(cue)
    apart = [c for n, c in enumerate(cues) if not any(o.verb < c.verb <= o.last for o in cues[:n])]
    return _with_lent_voices(tree, apart)


def _with_lent_voices(tree: Tree, cues: list[Cue]) -> list[Cue]:
    """Participles behind a comma speak with the voice of the report before them."""
    mended: list[Cue] = []
    for cue in cues:
        participle = tree.tags[cue.verb] == "VBG" and not tree.kids(cue.verb, "nsubj") and _behind_mark(tree, cue.verb)
        if participle and not cue.nominal:  # "…,” adding that": it speaks with the voice of the report before it
            first = next(
                (c for c in reversed(mended) if tree.tags[c.verb] in ("VBD", "VBZ") and c.subject is not None), None
            )
            if first is not None:
                cue = replace(cue, subject=first.subject, performative=False)
            elif cue.subject is None:
                continue
        mended.append(cue)
    return mended


def _behind_mark(tree: Tree, i: int) -> bool:
    """Whether the word at `i` follows a comma, or a quotation that has just been closed."""
    j = i - 1
    while j > 0 and tree.pos[j] == "ADV":
        j -= 1
    if j > 0 and tree.words[j] in ("”", '"', "’", "'"):
        return tree.words[j - 1] in (",", ".", "?", "!")
    return j > 0 and tree.words[j] == ","


def _verb_cue(tree: Tree, i: int, lexicon: Lexicon, can_speak: _CanSpeak) -> Cue | None:
    """The cue that the verb at `i` makes, alone or with its unit."""
    lemma = tree.lemmas[i]
    unit, last = unit_at(tree, i, lexicon)
    if unit is None and lemma not in lexicon.verbs and not _names(tree, i):
        return None
    if unit is not None and unit.verb == "put" and not _opens_with_as(tree, i):
        return None  # "put it on the table"
    if unit is None and lemma in lexicon.frames["thought"] and not (has_clause(tree, i) or _before_that(tree, i)):
        return None
    if not reports(tree, i, lexicon):
        return None
    passive = is_passive(tree, i)
    quoted_as = unit is not None and unit.rest == ("as",)
    act = unit.act if unit else lexicon.verbs.get(lemma, "judge")
    subject = _speaker(tree, i, passive=passive, quoted_as=quoted_as)
    if subject is None and not (passive and (quoted_as or _speaks_unnamed(tree, i, lexicon))):
        return None
    performative = _performs(tree, i, subject)
    if subject is not None and _is_nobody(tree, subject):
        return None
    known = performative or quoted_as
    if subject is not None and not known and not _may_speak(tree, i, subject, lexicon, can_speak):
        return Cue(i, last, act, lemma, None, False, unit) if _lent(tree, i) else None
    weak = unit is None and lemma in lexicon.weak and subject is not None
    if weak and not _strong_here(tree, i, subject, can_speak):
        return None
    if tree.words[last].lower() == "as" and last + 1 < len(tree) and tree.lemmas[last + 1] in lexicon.verbs:
        last += 1
    quoter = subject_of(tree, i) if quoted_as and not passive else None
    return Cue(i, last, act, lemma, subject, performative, unit, quoter=quoter)


def _speaks_unnamed(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Whether a passive without an agent reports: "it was agreed that", "is said to have", "was accused of"."""
    lemma, frames = tree.lemmas[i], lexicon.frames
    if lemma in frames["impersonal"] and has_clause(tree, i):
        return True
    if lemma in frames["raising"] and raised(tree, i) is not None:
        return True
    return lemma in frames["of"] and any(w.lower() == "of" for w in tree.words[i + 1 :])


def raised(tree: Tree, i: int) -> int | None:
    """The infinitive under a passive cue whose subject is the infinitive's own: "is said to have left"."""
    if not is_passive(tree, i) or subject_of(tree, i) is None:
        return None
    return next((k for k in tree.kids(i, "xcomp", "ccomp", "advcl") if k > i and tree.has_to(k)), None)


def _opens_with_as(tree: Tree, i: int) -> bool:
    return any(tree.words[k].lower() == "as" for k in tree.kids(i, "mark", "advmod"))


def _may_speak(tree: Tree, i: int, subject: int, lexicon: Lexicon, can_speak: _CanSpeak) -> bool:
    """Whether the subject can be the source of what the verb at `i` tells.

    Whoever says something, or anything with a clause, is taken for a speaker whatever noun names it; of a thing that
    shows, and of a bare noun phrase, the noun must name somebody.
    """
    lemma, aside = tree.lemmas[i], tree.aside_of(i)
    if lemma in _SPEAKING or (aside is not None and aside.report):
        return True
    if can_speak(subject):
        return has_clause(tree, i) or not _named_thing(tree, i, subject)
    if lemma in _SHOWING or lemma in lexicon.weak or tree.pos[subject] not in ("NOUN", "PROPN", "PRON"):
        return False
    if has_clause(tree, i):
        return True
    unit, _ = unit_at(tree, i, lexicon)
    act = unit.act if unit else lexicon.verbs.get(lemma)
    return act in ("judge", "ask", "pledge") and tree.tags[i] == "VBD" and lemma not in _THINGS_TOO


def _named_thing(tree: Tree, i: int, subject: int) -> bool:
    """ "The Vienna Spirit, which emphasizes solidarity": what a name's relative clause tells of in the present."""
    relative = tree.relations[i] == "acl:relcl" and tree.tags[i] in ("VBZ", "VBP")
    return relative and any(tree.words[k].lower() in ("which", "that") for k in tree.kids(i, "nsubj"))


def _lent(tree: Tree, i: int) -> bool:
    """A participle behind a mark that may go on for the report before it: "…, adding that"."""
    return tree.tags[i] == "VBG" and not tree.kids(i, "nsubj") and _behind_mark(tree, i)


def _speaker(tree: Tree, i: int, *, passive: bool, quoted_as: bool) -> int | None:
    """Who speaks: the subject, of a passive whoever stands behind "by", and who is "quoted as saying" or quoted so."""
    if quoted_as:
        return subject_of(tree, i) if passive else tree.kid(i, "obj")  # "an aide quoted her as saying": she speaks
    if not passive:
        return subject_of(tree, i)
    return next((k for k in tree.kids(i, "obl") if any(tree.lemmas[c] == "by" for c in tree.kids(k, "case"))), None)


def _performs(tree: Tree, i: int, subject: int | None) -> bool:
    """ "We welcome": a first person's act in the present."""
    first = subject is not None and tree.lemmas[subject] in FIRST_PERSONS
    decided = tree.tags[i] == "VBN" and tree.lemmas[i] in ("decide", "determine", "resolve", "agree")
    return first and (decided or tree.tags[i] in ("VBP", "VB", "VBG", ""))


def _is_nobody(tree: Tree, subject: int) -> bool:
    """ "No country recognized …": nobody spoke."""
    if tree.words[subject].lower() in ("nobody", "none", "nothing"):
        return True
    return any(tree.words[k].lower() in ("no", "neither") for k in tree.kids(subject, "det", "cc", "advmod"))


def _names(tree: Tree, i: int) -> bool:
    """ "Called the deal a farce": an object and what it is called. Without both "call" is a telephone's."""
    naming = general_lexicon().frames["naming"]
    return tree.lemmas[i] in naming and (bool(tree.kids(i, "xcomp")) or len(tree.kids(i, "obj", "iobj")) > 1)


def _strong_here(tree: Tree, i: int, subject: int | None, can_speak: _CanSpeak) -> bool:
    """What makes a weak verb a report: a clause it takes, or a speaker that is named."""
    if tree.kids(i, "ccomp"):
        return True
    if _before_that(tree, i):
        return True
    return subject is not None and (can_speak(subject) or tree.lemmas[subject] in FIRST_PERSONS)


def _before_that(tree: Tree, i: int) -> bool:
    return i + 1 < len(tree) and tree.words[i + 1].lower() == "that" and tree.relations[i + 1] == "mark"


def _according(tree: Tree, i: int) -> Cue | None:
    """ "According to X": the cue is both words, the speaker what they govern."""
    if i + 1 >= len(tree) or tree.words[i + 1].lower() != "to":
        return None
    # UD makes "according" a case or a fixed opening of X, or an advcl whose oblique is X: either way X heads the phrase
    speaker = tree.heads[i] if tree.heads[i] > i + 1 else _noun_from(tree, i + 2)
    return Cue(i, i + 1, "say", "according to", speaker, False, None, nominal=True) if speaker is not None else None


def _in_words_of(tree: Tree, i: int) -> Cue | None:
    """ "In the words of X, “…”"."""
    around = tuple(w.lower() for w in tree.words[max(0, i - 2) : i + 2])
    if around != ("in", "the", "words", "of"):
        return None
    speaker = next((k for k in tree.kids(i, "nmod") if k > i), None) or _noun_from(tree, i + 2)
    return Cue(i, i + 1, "say", "in the words of", speaker, False, None, nominal=True) if speaker else None


def _noun_from(tree: Tree, low: int) -> int | None:
    """The head of the first noun phrase from `low` on."""
    head = next((k for k in range(low, len(tree)) if tree.pos[k] in ("NOUN", "PROPN", "PRON")), None)
    while head is not None and tree.heads[head] > head and tree.pos[tree.heads[head]] in ("NOUN", "PROPN"):
        head = tree.heads[head]
    return head


def _noun_cue(tree: Tree, i: int, lexicon: Lexicon, can_speak: _CanSpeak) -> Cue | None:
    """A noun that reports, with its speaker ("X's message that …", "remarks by X that …") and a clause of its own."""
    clause = next(
        (k for k in tree.kids(i, "acl", "ccomp") if any(tree.words[m].lower() == "that" for m in tree.kids(k, "mark"))),
        None,
    )
    opens = any(tree.words[j] in ("“", '"') for j in range(i + 1, min(len(tree), i + 24)))
    if clause is None and not opens:
        return None
    owner = next(
        (
            k
            for k in tree.kids(i, "nmod:poss", "nmod")
            if tree.relations[k] == "nmod:poss" or any(tree.lemmas[c] in ("by", "from") for c in tree.kids(k, "case"))
        ),
        None,
    )
    if owner is None or not can_speak(owner):
        return None
    return Cue(i, i, lexicon.nouns[tree.lemmas[i]], tree.lemmas[i], owner, False, None, nominal=True)


def _worth_noting(tree: Tree, i: int, lexicon: Lexicon) -> Cue | None:
    """ "It is important to note that …": whoever writes it says it."""
    it = next((k for k in (*tree.kids(i, "expl", "nsubj"),) if tree.words[k].lower() == "it"), None)
    told = next((k for k in tree.kids(i, "csubj", "xcomp", "advcl", "ccomp") if k > i and tree.has_to(k)), None)
    if it is None or told is None or tree.lemmas[i] not in _WORTH or tree.lemmas[told] not in _NOTING:
        return None
    if not (has_clause(tree, told) or _before_that(tree, told)):
        return None
    return Cue(it, told, "say", tree.lemmas[told], it, True, None)


def _adjective_cue(tree: Tree, i: int, lexicon: Lexicon) -> Cue | None:
    """ "We remain convinced that", "they are confident that": a view, by an adjective with a clause."""
    lemma = tree.lemmas[i]
    if noted := _worth_noting(tree, i, lexicon):
        return noted
    views = lemma in lexicon.words["adjectives.hold"]
    if not views and lemma not in lexicon.words["adjectives.judge"]:
        return None
    if any(tree.lemmas[k] in lexicon.verbs for k in tree.kids(i, "xcomp")):
        return None  # "proud to announce that": the announcing reports
    subject = subject_of(tree, i)
    if subject is None or not tree.kids(i, "ccomp", "advcl", "xcomp", "obl"):
        return None
    performative = tree.lemmas[subject] in FIRST_PERSONS
    return Cue(i, i, "hold" if views else "judge", f"be {lemma}", subject, performative, None)
