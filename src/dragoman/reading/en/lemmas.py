"""Dictionary forms by table and rule: the table (irregular forms, known verbs) is made with the pack from treebanks."""

import re
from dataclasses import dataclass, field

# Stems of unknown verbs that end in a silent e: settl-, advis-, escalat-, realiz-, resolv-, announc-, arrang-, ensur-.
_SILENT_E = re.compile(
    r"(?:[bcdfgkptz]l|[aeiou]s|[nr]s|[^aeo]at|[aeiou]z|[uv]|c|[rn]g|dg|[aeiou]g|[^aeiou][aeiu]k|[^aeiouw]ir|ur|[^aeiou][ioau]d"
    r"|[^aeiou]ut|[^aeiou][io]n)\Z"
)
_HISSING = ("ches", "shes", "sses", "xes", "zzes", "oes")
_CACHE_SIZE = 50_000
_BASE = frozenset({"VB", "VBP", "MD"})


@dataclass(slots=True)
class Lemmas:
    """`irregular` maps "POS form" to a lemma, `verbs` and `adjectives` are known base forms."""

    irregular: dict[str, str] = field(default_factory=dict)
    verbs: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    _seen: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def lemma(self, word: str, pos: str, tag: str) -> str:
        """The lower-case lemma of a word with this UPOS and Penn tag ('' where unknown)."""
        key = (word, pos, tag)
        known = self._seen.get(key)
        if known is None:
            if len(self._seen) >= _CACHE_SIZE:
                self._seen.clear()
            known = self._seen[key] = self._find(word.lower().replace("’", "'"), pos, tag)
        return known

    def _find(self, low: str, pos: str, tag: str) -> str:
        exact = self.irregular.get(f"{pos} {low}")
        if exact is not None:
            return exact
        if pos in ("VERB", "AUX"):
            return self._verb(low, tag)
        if pos == "NOUN":
            return _noun(low) if tag in ("NNS", "NNPS", "") else low
        if pos in ("ADJ", "ADV") and tag in ("JJR", "JJS", "RBR", "RBS"):
            return self._degree(low)
        return low

    def _verb(self, low: str, tag: str) -> str:
        if tag == "VBZ" or (not tag and low.endswith("s") and low not in self.verbs):
            return _noun(low)
        for ending in ("ing", "ed"):
            if low.endswith(ending) and len(low) > len(ending) + 1 and (tag not in _BASE or self._is_past(low)):
                return self._stem(low[: -len(ending)], past=ending == "ed")
        return low

    def _is_past(self, low: str) -> bool:
        """A past form that the tagger took for a base: "vetoed" is no verb, and no "exceed" either."""
        return low not in self.verbs and len(low) > 5 and low.endswith("ed") and not low.endswith("eed")

    def _stem(self, stem: str, *, past: bool) -> str:
        if past and stem.endswith("i"):
            return stem[:-1] + "y"
        undoubled = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sz" else stem
        for base in (stem + "e", stem, undoubled):
            if base in self.verbs:
                return base
        if undoubled != stem and stem[-1] not in "lfo":
            return undoubled
        return (
            stem + "e" if _SILENT_E.search(stem) and (len(stem) < 5 or not stem.endswith(("on", "in", "it"))) else stem
        )

    def _degree(self, low: str) -> str:
        stem = re.sub(r"(?:er|est)\Z", "", low)
        if stem == low or len(stem) < 3:
            return low
        if stem.endswith("i"):
            return stem[:-1] + "y"
        undoubled = stem[:-1] if stem[-1] == stem[-2] else stem
        return next((b for b in (stem, stem + "e", undoubled) if b in self.adjectives), stem)


def _noun(low: str) -> str:
    """A regular plural's (or third person's) base."""
    if low[:1].isdigit():
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(_HISSING):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 2:
        return low[:-1]
    return low
