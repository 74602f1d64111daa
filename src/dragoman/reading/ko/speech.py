"""Who says what in a Korean sentence: the reporting verb at its end, the citation before it, the topic that speaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from dragoman.reading.ko.cues import CueFinder, CueFound
from dragoman.reading.ko.people import EOJEOL, TOPIC, Party, People
from dragoman.reading.ko.sentences import Sentence

Frame = Literal["clause", "noun", "agreed", "voice"]

CITED: Final = re.compile(
    r"(?P<end>(?:(?<![가-힣]려)(?:다|라|자|냐)|달라))(?P<mark>고|며|면서도|면서|는\s데(?:에)?|는\s(?:점|뜻|입장|의지|견해|의사|방침|생각|우려|인식)(?:을|를|에|이)|는(?=\s*$))(?=[\s,]|$)"
)
QUOTED: Final = re.compile(
    r"(?P<end>[”\"’」])\s?(?P<mark>이?라고|고|이?라며|며|이?라면서|면서|이?라는\s(?:입장|뜻|점)을)(?=[\s,]|$)"
)
_AS_THING: Final = re.compile(
    r"(?P<end>것)(?P<mark>으로|을)(?=\s)|(?P<end2>기)(?P<mark2>로)(?=\s)|(?P<end3>도록)(?P<mark3>)(?=\s)"
)
_OBJECT: Final = re.compile(
    r"(?P<end>[가-힣A-Za-z0-9”\"’」%)])(?P<mark>을|를|에\s대(?:해|하여|한|해서)|에\s관(?:해|하여|한)|과\s관련(?:해|하여|한)|와\s관련(?:해|하여|한)|에(?=\s(?:깊은|심심한|심각한|큰)?\s*$))(?=\s|$)"
)
_OBJECT_LAST: Final = re.compile(
    r"(?:을|를|에\s대\S+|에\s관\S+|[과와]\s관련\S*|이라는\s제목으로|라는\s제목으로|주제로)$"
)
_ACCORDING: Final = re.compile(r"(?P<who>\S+?)(?P<mark>에\s?(?:따르면|의하면))(?=[\s,])")
_TITLED: Final = re.compile(r"[”\"’」]이?라?는?\s?(?:제목|주제)(?:으로|로|의)")
_VENUE: Final = re.compile(
    r"\s*(?:[^\s,]+\s+){0,6}?[^\s,]*(?:통해|통하여|자리에서|회견에서|브리핑에서|성명에서|발언에서|면담에서|회담에서|인터뷰에서|담화에서|연설에서|통화에서|회의에서|계기에|만나|관련해|관련하여|전화통화에서|논평에서|질의에|질문에|협의에서|축사에서|기조연설에서|간담회에서|행사에서|포럼에서|총회에서|대담에서)(?:서|도)?,?(?=\s)"
)
_OPENING: Final = re.compile(
    r"\s*(?:이\s자리를\s빌려|또한|한편|이어서|이어|그러나|하지만|다만|아울러|특히|이에|이날|앞서|그리고|따라서|그러면서|또|더불어|이와\s관련(?:해|하여)|이밖에|나아가|끝으로|먼저|우선|같은\s날|이\s?자리에서|\d{1,2}일(?:\(현지시간\))?)(?:,\s*|\s+|$)"
)
_ADVERB: Final = re.compile(
    r"(?:\s*(?:거듭|재차|다시|높이|강력히|강하게|분명히|깊은|큰|심각한|심심한|상호|각각|함께|적극|강력하게|공동으로|전폭적인?|확고한|다시\s?한\s?번|심도\s?있게|폭넓게|긴밀히|계속|또)(?=\s|$))*\s*"
)
_WITHIN: Final = re.compile(
    r"\s*(?:생각하|말하|주장하|하|불리|알려|보|여기|믿|밝히|평가)[가-힣]*(?:는|한|은|진|던|린)(?=\s)"
)
"""A citation inside a clause that only qualifies a noun: “…다고 생각하는 사람”."""
_LINKED: Final = re.compile(r"[가-힣](?:며|면서|하고|지만|으나|는데)(?=[\s,])")
"""Another verb's clause lies between the citation and the verb: they do not belong together."""
_NEAR: Final = 8
"""Words that may stand between a citation and the verb that reports it: the speaker, the day, the adverbs."""


@dataclass(frozen=True, slots=True)
class Said:
    """One content at `start:end` of the document, with the verb that reports it and who is heard. `speaker` is None
    where nobody is named. `masked` is the content with quotations blotted out."""

    sentence: Sentence
    start: int
    end: int
    frame: Frame
    form: Literal["direct", "indirect", "mixed", "document"]
    speaker: Party | None
    cue: tuple[int, int] | None
    word: CueFound | None
    rules: tuple[str, ...]
    sure: float

    @property
    def content(self) -> str:
        """Its words as written."""
        at = self.sentence.start
        return self.sentence.text[self.start - at : self.end - at]

    @property
    def families(self) -> frozenset[str]:
        """What the reporting verb says of it."""
        return self.word.word.families if self.word else frozenset()


@dataclass(slots=True)
class Speech:
    """Reads the sentences of one document one after the other and remembers who spoke last."""

    finder: CueFinder
    people: People
    _line: int = -1
    _last: Party | None = field(default=None)

    def read(self, sentence: Sentence) -> Iterator[Said]:
        """What is said in a sentence; nothing where no verb reports."""
        if sentence.line != self._line:
            self._line, self._last = sentence.line, None
        self.people.base = sentence.start
        cues = list(self.finder.find(sentence.masked))
        speaker, head = self._topic(sentence, cues)
        rules: tuple[str, ...] = ("ko-topic-speaker",)
        if speaker is None and self._last is not None and not self._has_topic(sentence, cues):
            speaker, rules = self._last, ("ko-continued",)
        said = False
        behind = head
        for cue in cues:
            region = behind, cue.start
            if said and cue.word.families != {"bare"}:
                new = self._new_topic(sentence, *region)
                if new is not None:
                    speaker, region, rules = new[0], (new[1], cue.start), ("ko-topic-speaker",)
            for found in self._contents(sentence, region, cue, speaker, rules):
                said = True
                speaker = found.speaker if speaker is None else speaker
                yield found
            behind = cue.end if said else behind
        if not said:
            if voice := self._according(sentence):
                yield voice
        elif speaker is not None and not speaker.first:
            self._last = speaker
            self.people.spoke(speaker)

    def subject_first(self, sentence: Sentence) -> tuple[Party, int] | None:
        """The first topic or subject of a sentence that is a party, and where the words after it begin."""
        return self._first_party(sentence, 0, len(sentence.masked), topic=False)

    def _topic(self, sentence: Sentence, cues: list[CueFound]) -> tuple[Party | None, int]:
        if not cues:
            return None, 0
        first = self._first_party(sentence, 0, cues[0].start, topic=True)
        if first is None:
            opening = _skip(sentence.masked, 0)
            first = self._first_party(sentence, 0, cues[0].start, topic=False)
            if (
                first is None
                or first[0].start - sentence.start > opening + 1
                or not self._speaks(sentence, first, cues[0])
            ):
                return None, 0
        return first

    def _speaks(self, sentence: Sentence, first: tuple[Party, int], cue: CueFound) -> bool:
        """Whether a subject with 이/가 is the verb's own and not the content's: nothing else in between has one."""
        between = sentence.masked[first[1] : cue.start]
        if not CITED.search(between) and not QUOTED.search(between):
            return _AS_THING.search(between) is None
        words = [m.group() for m in EOJEOL.finditer(between)]
        return (bool(QUOTED.search(between)) and len(words) <= 4) or any(
            re.search(r"[가-힣](?:이|가|은|는)$", w) for w in words[:3]
        )

    def _first_party(self, sentence: Sentence, start: int, end: int, *, topic: bool) -> tuple[Party, int] | None:
        text = sentence.masked
        for match in EOJEOL.finditer(text, start, end):
            word = match.group().rstrip(",")
            party = (
                self.people.subject(text, start, match.end(), particle=TOPIC)
                if topic
                else self.people.subject(text, start, match.end())
            )
            if party is not None:
                return party, match.end()
            if topic and (CITED.search(word) or QUOTED.search(word)):
                return None
        return None

    def _has_topic(self, sentence: Sentence, cues: list[CueFound]) -> bool:
        end = cues[0].start if cues else len(sentence.masked)
        words = [m.group().rstrip(",") for m in EOJEOL.finditer(sentence.masked, 0, end)]
        return any(
            re.search(r"[가-힣]{2}(?:은|는|께서)$", w) and not re.search(r"(?:하|되|있|없|않|에|서|로)(?:는|은)$", w)
            for w in words[:4]
        )

    def _new_topic(self, sentence: Sentence, start: int, end: int) -> tuple[Party, int] | None:
        """A person or body that takes the word after another: “…했고, 박 차관은 …”."""
        opening = _skip(sentence.masked, start)
        new = self._first_party(sentence, start, end, topic=True)
        if (
            new is None
            or new[0].start - sentence.start - opening > 1
            or new[0].kind not in ("person", "office", "group")
        ):
            return None
        return new

    def _contents(
        self, sentence: Sentence, region: tuple[int, int], cue: CueFound, speaker: Party | None, rules: tuple[str, ...]
    ) -> Iterator[Said]:
        masked = sentence.masked
        marks = sorted(
            [*CITED.finditer(masked, *region), *QUOTED.finditer(masked, *region)], key=lambda m: m.start("mark")
        )
        marks = [m for m in marks if not _WITHIN.match(masked, m.end())]
        near = (
            marks
            and not _LINKED.search(masked[marks[-1].end() : cue.start])
            and len(EOJEOL.findall(masked[marks[-1].end() : cue.start])) <= _NEAR
        )
        bare = cue.word.families == {"bare"}
        if near and (not bare or not masked[marks[-1].end() : cue.start].strip(" ,")):
            after = self._after(sentence, marks[-1].end(), cue.start)
            who, how = (after, ("ko-postposed",)) if after is not None else (speaker, rules)
            start = region[0] if after is None or speaker is None else 0
            for match in marks:
                found = self._clause(sentence, (start, match.end("end")), cue, who, how, quoted=match.re is QUOTED)
                if found:
                    yield found
                start = match.end()
            return
        yield from self._things(sentence, region, cue, speaker, rules)

    def _after(self, sentence: Sentence, start: int, end: int) -> Party | None:
        for match in EOJEOL.finditer(sentence.masked, start, end):
            party = self.people.subject(sentence.masked, start, match.end())
            if party is not None:
                return party
        return None

    def _clause(
        self,
        sentence: Sentence,
        span: tuple[int, int],
        cue: CueFound,
        speaker: Party | None,
        rules: tuple[str, ...],
        *,
        quoted: bool,
    ) -> Said | None:
        masked = sentence.masked
        start = _skip(masked, span[0])
        end = span[1]
        form: Literal["direct", "indirect", "mixed"] = "mixed" if "■" in masked[start:end] and quoted else "indirect"
        if quoted:
            opened = masked.rfind("■", 0, end)
            first = opened
            while first > 0 and masked[first] == "■":
                first -= 1
            lead = masked[start:first].strip(" ,")
            if opened > 0 and (not lead or _is_setting(lead) or (speaker is None and len(lead.split()) > 3)):
                start, end, form = first + 1, end - 1, "direct"
        return self._said(sentence, (start, end), "clause", form, speaker, cue, (*rules, "ko-cited"))

    def _things(
        self, sentence: Sentence, region: tuple[int, int], cue: CueFound, speaker: Party | None, rules: tuple[str, ...]
    ) -> Iterator[Said]:
        """Contents that are no citations: 것을, 기로, 도록, and the object of the verb."""
        masked, families = sentence.masked, cue.word.families
        start = _skip(masked, region[0])
        things = [
            m for m in _AS_THING.finditer(masked, *region) if len(EOJEOL.findall(masked[m.end() : cue.start])) <= 3
        ]
        if things and things[-1].group("end2"):
            end = things[-1].end("end2")
            frame: Frame = "agreed" if families & {"agree"} else "clause"
            ours = speaker is not None and speaker.first and families == {"bare"}
            if families & {"agree", "promise", "decide", "bare"} and not ours:
                said = self._said(sentence, (start, end), frame, "indirect", speaker, cue, (*rules, "ko-agreed"))
                if said:
                    yield said
            return
        if things and families & {"call", "foresee", "say", "judge", "promise"}:
            last = things[-1]
            end = last.end("end") if last.group("end") else last.end("end3")
            future = last.group("end") is None or _ends_in_l(masked[: last.start("end")].rstrip())
            if future and families & (
                {"call"} if last.group("mark") == "을" or not last.group("end") else {"foresee", "say"}
            ):
                said = self._said(sentence, (start, end), "clause", "indirect", speaker, cue, (*rules, "ko-thing"))
                if said:
                    yield said
                return
        yield from self._object(sentence, (start, cue.start), cue, speaker, rules)

    def _object(
        self, sentence: Sentence, span: tuple[int, int], cue: CueFound, speaker: Party | None, rules: tuple[str, ...]
    ) -> Iterator[Said]:
        masked = sentence.masked
        if not cue.word.families & {"call", "judge", "hold", "topic"}:
            return
        titled = _TITLED.search(masked, *span)
        if titled and "topic" in cue.word.families:
            first = masked.rfind("■", 0, titled.start())
            end = first + 1
            while first > 0 and masked[first] == "■":
                first -= 1
            said = self._said(sentence, (first + 1, end), "noun", "indirect", speaker, cue, (*rules, "ko-topic"))
            if said:
                yield said
            return
        objects = list(_OBJECT.finditer(masked, *span))
        if not objects:
            return
        last = objects[-1]
        between = masked[last.end() : cue.start]
        if len(EOJEOL.findall(between)) > 3 or re.search(r"[가-힣](?:고|며|면서|여|해)[\s,]", between):
            return
        start = _object_start(masked, span[0], last.end("end"))
        said = self._said(sentence, (start, last.end("end")), "noun", "indirect", speaker, cue, (*rules, "ko-object"))
        if said:
            yield said

    def _according(self, sentence: Sentence) -> Said | None:
        """“…에 따르면 …”: everything after it is that voice's."""
        masked = sentence.masked
        match = _ACCORDING.search(masked, 0, min(len(masked), 120))
        if match is None or len(masked) - match.end() < 8:
            return None
        words = [(m.start(), m.end()) for m in EOJEOL.finditer(masked, 0, match.end("who"))]
        party = self.people.resolve(masked, words, match.end("who")) if words else None
        start = _skip(masked, match.end() + (masked[match.end() : match.end() + 1] == ","))
        end = len(masked)
        if told := re.search(r"다(?=고\s(?:한다|합니다|했다|전해졌다|알려졌다)$)", masked):
            end = told.end()
        at = sentence.start
        cue = at + match.start("mark"), at + match.end("mark")
        speaker = party
        sure = 0.7 if party else 0.45
        return Said(sentence, at + start, at + end, "clause", "indirect", speaker, cue, None, ("ko-according",), sure)

    def _said(
        self,
        sentence: Sentence,
        span: tuple[int, int],
        frame: Frame,
        form: Literal["direct", "indirect", "mixed"],
        speaker: Party | None,
        cue: CueFound,
        rules: tuple[str, ...],
    ) -> Said | None:
        at = sentence.start
        start, end = _trimmed(sentence.masked, *span)
        if end - start < 2:
            return None
        sure = (0.8 if frame != "noun" else 0.7) if speaker else 0.45
        if rules[0] == "ko-continued":
            sure = 0.55
        own = speaker is not None and speaker.first
        if own and frame == "agreed":
            frame = "clause"
        shown = "document" if own else form
        return Said(
            sentence,
            at + start,
            at + end,
            frame,
            shown,
            None if own else speaker,
            (at + cue.start, at + cue.end),
            cue,
            rules,
            sure,
        )


def _skip(text: str, start: int) -> int:
    """Past the words with which a clause is tied to the one before it, and past where it was said."""
    while match := _OPENING.match(text, start):
        start = match.end()
    if (venue := _VENUE.match(text, start)) and "■" not in venue.group():
        start = venue.end()
    while start < len(text) and text[start] in " ,":
        start += 1
    return start


def _is_setting(lead: str) -> bool:
    """Whether the words before a quotation only tell to whom, where or by what it was said."""
    return re.search(r"(?:에서|에게|통해|관련해|대해|대한|향해|라며|자리|이어|또|며|고|면서|에)$", lead) is not None


def _object_start(text: str, start: int, end: int) -> int:
    """An object that follows another clause begins behind that clause."""
    behind = [
        m.end()
        for m in re.finditer(
            r"(?:하고|하며|하여|해서|되어|면서|만나|한\s?후|한\s?뒤|에\s?이어|에게|측에),?\s", text[start:end]
        )
    ]
    return start + behind[-1] if behind else start


def _ends_in_l(text: str) -> bool:
    return bool(text) and "가" <= text[-1] <= "힣" and (ord(text[-1]) - 0xAC00) % 28 == 8


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,;:·":
        start += 1
    while start < end and text[end - 1] in " ,;:·.…":
        end -= 1
    return start, end
