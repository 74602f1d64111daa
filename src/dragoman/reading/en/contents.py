"""What a cue reports: the token range of each content, by frame — clause, infinitive, noun phrase, before or after."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dragoman.reading.en.clauses import left_edge
from dragoman.reading.en.cues import Cue, raised
from dragoman.reading.en.lexicon import general_lexicon
from dragoman.reading.en.realis import is_passive
from dragoman.reading.en.tree import Tree

Frame = Literal["clause", "infinitive", "nominal"]
_TOPICAL = frozenset({"on", "about", "over", "against", "of", "for"})
_CLOSING = frozenset({"”", '"', "’", "'", "»"})


@dataclass(frozen=True, slots=True)
class Content:
    """Tokens [low, high) that a cue reports; `head` is the predicate or noun that decides the kind.

    `agent` is who is to do what an infinitive says, `addressee` who is spoken to. `cut` are the tokens of a cue that
    stands inside: "the envoy is said to have left".
    """

    low: int
    high: int
    head: int
    frame: Frame
    agent: int | None = None
    addressee: int | None = None
    cut: tuple[int, int] | None = None


def contents_of(tree: Tree, cue: Cue, cues: Sequence[Cue], low: int, high: int) -> list[Content]:
    """The contents of one cue inside tokens [low, high), none of which lies in the cue's own words."""
    if cue.lemma in ("according to", "in the words of"):
        return _around_according(tree, cue, low, high)
    limit = _limit(tree, cue, cues, high)
    if lifted := _raised(tree, cue, low, limit):
        return lifted
    that = _that_after(tree, cue, limit)
    if that is not None:
        return _clauses(tree, that + 1, limit, addressee_of(tree, cue, that))
    if charged := _charge(tree, cue, limit):
        return charged
    if fronted := _behind_as(tree, cue, high):
        return fronted
    infinitives = _infinitives(tree, cue, limit)
    if infinitives:
        return infinitives
    told = (k for k in tree.kids(cue.verb, "ccomp") if cue.last < k < limit and not _tells_of_object(tree, cue, k))
    head = next(told, None)
    if head is None and cue.last != cue.verb:
        head = next((k for k in tree.kids(cue.last, "ccomp") if cue.last < k < limit), None)
    if head is not None:
        start = min((j for j in tree.subtree(head) if cue.last < j < limit), default=head)
        earlier = any(low <= k < cue.verb for k in tree.kids(cue.verb, "ccomp"))
        if earlier and "," in tree.words[start - 1 : start + 1] and (before := _before(tree, cue, low)):
            return before  # "…, the minister said Wednesday, in a departure from …": told already
        return _clauses(tree, start, limit, addressee_of(tree, cue, start))
    if colon := _behind_colon(tree, cue, limit):
        return colon
    before = _before(tree, cue, low)
    nominal = _nominal(tree, cue, limit)
    object_ = bool(nominal) and tree.relations[nominal[0].head] == "obj" and tree.pos[nominal[0].head] != "PRON"
    if nominal and (object_ or not before):
        return nominal
    if before:
        return before
    return _gerund(tree, cue, limit)


def _tells_of_object(tree: Tree, cue: Cue, k: int) -> bool:
    """ "Emphasized the need for a plan where talks fail": a clause of the object's, hung on the cue by the parse."""
    where = tree.words[min(tree.subtree(k))].lower() in ("where", "when")
    return where and any(cue.last < j < k for j in tree.kids(cue.verb, "obj"))


def _raised(tree: Tree, cue: Cue, low: int, limit: int) -> list[Content]:
    """ "The envoy is said to have left": the subject and the infinitive, without the cue between."""
    infinitive = raised(tree, cue.verb)
    if infinitive is None or cue.unit is not None or cue.lemma not in general_lexicon().frames["raising"]:
        return []
    subject = tree.kid(cue.verb, "nsubj")
    if subject is None:  # "was tried and is now said to have fled"
        return [Content(infinitive, limit, infinitive, "clause")]
    start = min((j for j in tree.subtree(subject) if low <= j < cue.verb), default=subject)
    stop = max((k for k in tree.kids(infinitive, "mark", "aux") if tree.words[k].lower() == "to"), default=infinitive)
    helpers = [k for k in tree.kids(cue.verb, "aux", "cop", "advmod") if subject < k < cue.verb]
    cut = (min((*helpers, cue.verb)), stop + 1)
    return [Content(start, limit, infinitive, "clause", cut=cut)] if start < cut[0] else []


def _charge(tree: Tree, cue: Cue, limit: int) -> list[Content]:
    """ "Accused the North of cheating": what stands behind "of"; whom it is charged to is spoken to."""
    if cue.unit is not None or cue.lemma not in general_lexicon().frames["of"]:
        return []
    of = next((j for j in range(cue.last + 1, min(limit, cue.last + 30)) if tree.words[j].lower() == "of"
               and tree.relations[tree.heads[j]].split(":")[0] in ("obl", "advcl", "acl", "nmod")
               and (tree.tags[tree.heads[j]] == "VBG" or tree.heads[tree.heads[j]] == cue.verb)), None)  # fmt: skip
    if of is None or of + 1 >= limit:
        return []
    charged = next(iter(tree.kids(cue.verb, "nsubj" if is_passive(tree, cue.verb) else "obj")), None)
    return [Content(of + 1, limit, tree.heads[of], "nominal", agent=charged, addressee=charged)]


def _behind_as(tree: Tree, cue: Cue, high: int) -> list[Content]:
    """ "As Kim put it, the door is open": all that follows the comma."""
    marks = [k for k in tree.kids(cue.verb, "mark", "advmod") if tree.words[k].lower() == "as" and k < cue.verb]
    if not marks or tree.relations[cue.verb] != "advcl" or tree.heads[cue.verb] < cue.verb:
        return []
    comma = next((j for j in range(cue.last + 1, min(high, cue.last + 14)) if tree.words[j] == ","), None)
    if comma is None or any(tree.pos[j] == "VERB" for j in range(cue.last + 1, comma)):
        return []
    return _clauses(tree, comma + 1, high, None)


def _behind_colon(tree: Tree, cue: Cue, limit: int) -> list[Content]:
    """ "Kim wrote: The door is open": all that follows the colon."""
    if cue.act not in ("say", "ask", "predict", "hold", "judge") or cue.nominal:
        return []
    colon = next((j for j in range(cue.last + 1, min(limit, cue.last + 20)) if tree.words[j] == ":"), None)
    if colon is None or any(tree.pos[j] == "VERB" for j in range(cue.last + 1, colon)):
        return []
    return _clauses(tree, colon + 1, limit, addressee_of(tree, cue, colon))


def clause_start(tree: Tree, cue: Cue, low: int = 0) -> int:
    """The first token of the words that report: the speaker's phrase, or the cue itself."""
    start = cue.verb
    for k in tree.kids(cue.verb, "nsubj", "aux", "advmod", "mark", "cc"):
        if low <= k < start:
            start = min(start, *(j for j in tree.subtree(k) if low <= j < cue.verb and tree.pos[j] != "PUNCT"), k)
    if cue.nominal and cue.subject is not None:
        start = min(start, cue.subject)
    return start


def _limit(tree: Tree, cue: Cue, cues: Sequence[Cue], high: int) -> int:
    """Where the content of a cue must end: at the next report or deed joined to it, not part of what it reports."""
    clause = tree.kid(cue.verb, "acl", "ccomp") if cue.nominal and cue.verb == cue.last else None
    if clause is not None:  # "the claim that the dam is safe surprised nobody": the noun's own clause and no more
        high = min(high, max(tree.subtree(clause)) + 1)
    high = min(high, *(_before_joined(tree, k, cue) for k in tree.kids(cue.verb, "conj") if cue.last < k < high), high)
    for other in cues:
        if other.verb <= cue.last or other.verb >= high:
            continue
        if _joined(tree, cue, other):
            start = clause_start(tree, other, cue.last + 1)
            while start > cue.last + 1 and (
                (tree.pos[start - 1] in ("PUNCT", "CCONJ") and tree.words[start - 1] not in _CLOSING)
                or tree.words[start - 1].lower() in ("while", "before", "after", "to")
            ):
                start -= 1
            return max(start, cue.last + 1)
    return high


def _before_joined(tree: Tree, k: int, cue: Cue) -> int:
    """Where a second main verb begins: "said that …, and left"; past the end where it may be of what is reported."""
    same = tree.pos[k] == "VERB" and tree.tags[k] == tree.tags[cue.verb] and tree.tags[k] in ("VBD", "VBZ")
    if not same or tree.kids(k, "nsubj"):
        return len(tree)
    start = left_edge(tree, k, cue.last + 1)
    while start > cue.last + 1 and tree.pos[start - 1] in ("PUNCT", "CCONJ") and tree.words[start - 1] not in _CLOSING:
        start -= 1
    return start


def _joined(tree: Tree, cue: Cue, other: Cue) -> bool:
    if other.lemma == "according to":
        return True
    if other.nominal:
        return False
    if tree.relations[other.verb] == "acl" and any(
        tree.words[k].lower() == "to" for k in tree.kids(other.verb, "mark", "aux")
    ):
        return True  # "met with X to discuss": a purpose of the deed, wherever it hangs
    if (
        tree.tags[other.verb] == "VBG"
        and other.verb > 0
        and _after_comma(tree, other.verb)
        and not tree.kids(other.verb, "nsubj")
    ):
        return True
    if other.verb in tree.ancestors(cue.verb):
        return True  # "Saying that …, the ministry emphasized": the report that governs is none of the content
    for below, at in pairwise((other.verb, *tree.ancestors(other.verb))):
        if at == cue.verb:
            return tree.relations[below].split(":")[0] in ("conj", "advcl", "parataxis")
    return False


def _after_comma(tree: Tree, i: int) -> bool:
    at = i - 1
    while at > 0 and tree.pos[at] in ("ADV", "CCONJ", "SCONJ"):
        at -= 1
    return tree.words[at] in (",", ";", "-", "–", "—", "”", '"')


def _that_after(tree: Tree, cue: Cue, limit: int) -> int | None:
    """A "that" that opens the content: behind the cue and at most an addressee, a time or a manner."""
    for j in range(cue.last + 1, min(limit, cue.last + 14)):
        word = tree.words[j].lower()
        if (
            word == "that"
            and tree.pos[j] in ("SCONJ", "PRON", "DET")
            and tree.relations[j] in ("mark", "nsubj", "obj", "fixed", "det")
        ):
            if cue.unit is not None and j == cue.last + 1:
                return j
            if tree.relations[j] == "det" and tree.heads[j] == j + 1:
                return None
            head = tree.heads[j]
            if tree.relations[head] == "acl:relcl" and tree.relations[j] != "mark":
                return None
            return j
        if tree.pos[j] == "VERB" or word in ("to", "which", "who", ":"):
            return None
    return None


def _clauses(tree: Tree, start: int, limit: int, addressee: int | None) -> list[Content]:
    """The clause from `start` on; one more for each "and that" that joins another."""
    contents: list[Content] = []
    for low, high in pairwise((start, *_second_thats(tree, start, limit), limit)):
        first = low
        while first < high and (tree.pos[first] in ("PUNCT", "CCONJ") or (low > start and _is_that(tree, first, low))):
            first += 1
        if _is_that(tree, first, low) and tree.words[first + 1 : first + 2] not in ((), ("is",), ("was",)):
            first += tree.pos[first + 1] in ("NOUN", "PROPN", "DET", "NUM", "ADJ") and tree.tags[first] != "WDT"
        if first < high:
            contents.append(Content(first, high, top_of(tree, first, high), "clause", addressee=addressee))
    return contents


def _is_that(tree: Tree, i: int, low: int) -> bool:
    return i < len(tree) and i < low + 3 and tree.words[i].lower() == "that"


def _second_thats(tree: Tree, start: int, limit: int) -> list[int]:
    """Where "and that" or "but that" joins another clause to the one that begins at `start`: at the joining word."""
    return [
        j
        for j in range(start + 1, limit - 2)
        if tree.words[j].lower() in ("and", "but")
        and tree.words[j + 1].lower() == "that"
        and tree.relations[j + 1] == "mark"
        and tree.relations[tree.heads[j + 1]].split(":")[0] in ("conj", "ccomp")
    ]


def top_of(tree: Tree, low: int, high: int) -> int:
    """The token of [low, high) that governs the rest: the best of those whose head lies outside."""
    tops = [i for i in range(low, high) if not low <= tree.heads[i] < high or tree.heads[i] == i]
    ranked = sorted(tops, key=lambda i: (tree.pos[i] not in ("VERB", "AUX"), not tree.children[i], i))
    for i in ranked:
        if tree.pos[i] == "VERB" or tree.kids(i, "cop", "nsubj", "aux"):
            return i
    return ranked[0] if ranked else low


def addressee_of(tree: Tree, cue: Cue, before: int) -> int | None:
    """Whom the cue is spoken to: its object before the token `before`, or what "to" and "with" govern."""
    for k in tree.kids(cue.verb, "obj", "iobj"):
        if cue.verb < k < before and tree.pos[k] in ("NOUN", "PROPN", "PRON"):
            return k
    for k in tree.kids(cue.verb, "obl"):
        if k < before and any(tree.lemmas[c] in ("to", "with") for c in tree.kids(k, "case")):
            return k
    return None


def _infinitives(tree: Tree, cue: Cue, limit: int) -> list[Content]:
    """ "urged Seoul to leave …", "called on X to …", "pledged to …", "proposed to …", "it is time to …"."""
    frames = general_lexicon().frames
    telling = cue.act == "say" and cue.lemma not in frames["infinitive"]
    if cue.act in ("judge", "discuss") or telling or (cue.unit is None and cue.lemma in frames["no_infinitive"]):
        return []
    if cue.unit is not None and cue.unit.rest[-1] == "need":
        return []
    verb = _infinitive_after(tree, cue, limit)
    if verb is None:
        return []
    marks = [k for k in tree.kids(verb, "mark", "aux") if tree.words[k].lower() == "to" and k < verb]
    passive = next((k for k in tree.children[cue.verb] if tree.relations[k] == "nsubj:pass"), None)
    if passive is not None:  # "Pyongyang was urged by the ministry to release …"
        start = max(marks, default=verb - 1) + 1
        return [Content(start, limit, verb, "infinitive", agent=passive, addressee=passive)]
    to = max(marks, default=verb)
    between = [j for j in range(cue.last + 1, to) if tree.pos[j] in ("NOUN", "PROPN", "PRON")]
    addressee = next((j for j in between if tree.heads[j] not in between), None)
    start = to + 1 if tree.words[to].lower() == "to" else verb
    while start < verb and tree.pos[start] == "PART" and tree.words[start].lower() == "to":
        start += 1
    if addressee is not None and not (cue.unit and cue.unit.rest[-1] in ("on", "upon", "to", "with")):
        start = min(j for j in range(cue.last + 1, to) if tree.pos[j] != "PUNCT")
    return [Content(start, limit, verb, "infinitive", agent=addressee, addressee=addressee)]


def _infinitive_after(tree: Tree, cue: Cue, limit: int) -> int | None:
    for k in (
        *tree.kids(cue.verb, "xcomp", "ccomp", "advcl"),
        *(tree.kids(cue.last, "acl") if cue.last != cue.verb else ()),
    ):
        if cue.last < k < limit and tree.has_to(k):
            return k
    if cue.act != "ask":
        return None
    # "called on X to …" is often parsed with the infinitive under X
    for k in tree.kids(cue.verb, "obl", "obj"):
        for a in tree.kids(k, "acl", "advcl"):
            if cue.last < a < limit and cue.unit is not None and cue.unit.rest[-1] in ("on", "upon") and tree.has_to(a):
                return a
    return None


def _nominal(tree: Tree, cue: Cue, limit: int) -> list[Content]:
    """A noun phrase as content: the object, or what the cue's own preposition governs."""
    heads = _unit_objects(tree, cue) if cue.last != cue.verb else _objects(tree, cue)
    heads = [k for k in heads if cue.last < k < limit]
    if not heads or (tree.pos[heads[0]] == "PRON" and cue.act in ("say", "discuss")):
        return []
    head = heads[0]
    start = min((j for j in tree.subtree(head) if cue.last < j < limit), default=head)
    while start < head and (
        (tree.relations[start] in ("case", "mark") and tree.heads[start] == head) or tree.pos[start] == "PUNCT"
    ):
        start += 1
    if tree.words[start].lower() == "to" and cue.act in ("agree", "pledge", "ask", "hold"):
        verb = next((j for j in range(start + 1, min(limit, start + 4)) if tree.pos[j] == "VERB"), None)
        if verb is not None:  # an infinitive that the parse hangs on a noun
            return [Content(start + 1, limit, verb, "infinitive")]
    return [Content(start, limit, head, "nominal", addressee=addressee_of(tree, cue, start))]


def _unit_objects(tree: Tree, cue: Cue) -> list[int]:
    """What the words of a unit govern ("concern over X"), then what its verb does."""
    inner = [k for j in range(cue.verb + 1, cue.last + 1) for k in tree.kids(j, "nmod", "acl")]
    return [*inner, *tree.kids(cue.verb, "obl", "obj", "advcl", "ccomp", "xcomp")]


def _objects(tree: Tree, cue: Cue) -> list[int]:
    """The object of a bare verb, then what its prepositions of topic govern, then what was discussed doing."""
    heads = [
        k
        for k in tree.kids(
            cue.verb, *(("obj", "xcomp") if cue.lemma in general_lexicon().frames["naming"] else ("obj",))
        )
        if k > cue.last
    ]
    if len(heads) == 1 and tree.pos[heads[0]] == "PRON" and cue.act == "judge":  # "called it a disgrace"
        heads = [k for k in tree.kids(cue.verb, "xcomp") if k > cue.last] or heads
    heads += [k for k in tree.kids(cue.verb, "obl") if any(tree.lemmas[c] in _TOPICAL for c in tree.kids(k, "case"))]
    if cue.act == "discuss":
        heads += [k for k in tree.kids(cue.verb, "xcomp", "ccomp", "advcl") if tree.tags[k] == "VBG"]
    return heads


def _gerund(tree: Tree, cue: Cue, limit: int) -> list[Content]:
    head = next(
        (k for k in tree.kids(cue.verb, "xcomp", "ccomp", "advcl") if cue.last < k < limit and tree.tags[k] == "VBG"),
        None,
    )
    if head is None:
        return []
    start = min(j for j in (*tree.subtree(head), head) if cue.last < j)
    return [Content(start, limit, head, "nominal" if cue.act == "say" else "infinitive")]


def _before(tree: Tree, cue: Cue, low: int) -> list[Content]:
    """Content that stands before its cue: "…, the ministry said"."""
    start = clause_start(tree, cue, low)
    # inverted: "…, said Minister Kim": the subject follows, the clause begins with the verb
    comma = start - 1
    while comma > low and tree.pos[comma] in ("ADV",):
        comma -= 1
    if comma <= low or tree.words[comma] not in (",", "-", "–", "—", "--"):
        return []
    if not any(tree.pos[j] in ("VERB", "AUX") for j in range(low, comma)):
        return []
    head = next((k for k in (*tree.kids(cue.verb, "ccomp"), tree.heads[cue.verb]) if low <= k < comma), None)
    governs = head is not None and (tree.relations[cue.verb] == "parataxis" or head in tree.children[cue.verb])
    if not governs and (
        cue.act not in ("say", "predict", "hold", "judge")
        or tree.relations[cue.verb] in ("advcl", "acl", "acl:relcl")
        or (tree.relations[cue.verb] == "conj" and tree.kids(cue.verb, "cc"))
    ):
        return []
    top = top_of(tree, low, comma)
    first = low
    while first < comma and tree.pos[first] in ("PUNCT", "CCONJ"):
        first += 1
    return [Content(first, comma, top, "clause")] if first < comma else []


def _around_according(tree: Tree, cue: Cue, low: int, high: int) -> list[Content]:
    """All the rest of the sentence, on the side of "according to X" that holds the verb."""
    speaker_end = max((j + 1 for j in tree.subtree(cue.subject or cue.last) if j > cue.last), default=cue.last + 1)
    if cue.verb <= low + 2:
        start = next((j + 1 for j in range(cue.last + 1, high) if tree.words[j] == ","), speaker_end)
        return [Content(start, high, top_of(tree, start, high), "clause")] if start < high else []
    stop = cue.verb
    while stop > low and tree.pos[stop - 1] == "PUNCT":
        stop -= 1
    return [Content(low, stop, top_of(tree, low, stop), "clause")] if low < stop else []
