"""Bodies, gatherings, instruments and vessels told by their form, beside the names the dossier knows."""

import re
from collections.abc import Iterator

from dragoman.reading.en.mentions.found import Found
from dragoman.record import MentionKind

_CAP = r"[A-Z][\w’'&.-]{0,40}"
_CAPS = rf"{_CAP}(?:(?:,? (?:and |of |for |the |on )?|-){_CAP})*"

_ORGANISATION = re.compile(
    rf"\b(?:Ministry|Department|Office|Bureau|Agency|Institute|Committee|Council|Commission|Embassy|Panel) (?:of|for|to|on) (?:the )?{_CAPS}"
    rf"|\b(?:{_CAP} ){{1,3}}(?:Ministry|Department|Agency|Commission|Committee|Council|Embassy|Institute|Bank|University|Party|Army|Navy|Corporation|Group|Foundation|Association)\b"
    r"|\b(?:[Tt]he |its |[Ii]ts |their |our |his |her )?(?:foreign|defen[cs]e|unification|finance|trade|interior|justice|foreign and unification) (?:ministry|ministries|department)\b"
    rf"|\b(?:the |its |their |our |this |that )?(?:{_CAP} ){{1,3}}(?:government|administration|regime|military|parliament)\b"
    r"|\b(?:[Tt]he |its |[Ii]ts |their |[Tt]heir |our |[Oo]ur |this |[Tt]his |that )(?:ministry|government|presidential office|parliament|national assembly|regime|cabinet|military|embassy|administration|department)\b"
    r"|\b(?:parliament|government)(?=['’]s\b)",
)
_FORUM = re.compile(
    rf"\b(?:the |a |an |their |its |our |this |that )?(?:\d{{1,3}}(?:st|nd|rd|th) )?(?:(?!the |and |of |to |in )[\w’'.–-]{1, 40} ){{0,4}}"
    r"(?:[Ss]ummits?|[Mm]eetings?|[Tt]alks|[Ss]essions?|[Ff]orums?|[Ff]ora|[Cc]onferences?|[Dd]ialogues?|[Bb]riefings?|[Ss]ymposiums?|[Cc]onsultations?|[Dd]ebates?|[Aa]ssembl(?:y|ies)|[Nn]egotiations?|[Hh]earings?)\b",
)
_INSTRUMENT = re.compile(
    r"\b(?:(?:the )?(?:U\.?N\.? |United Nations )?(?:Security Council |UNSC )?(?:[Rr]esolutions?|UNSCRs?|UNSC [Rr]esolutions?)(?: Nos?\.?)? \d{3,4}(?:(?:, (?:and )?| and )\d{3,4})*(?: \(\d{4}\))?)"
    rf"|\b(?:the )?{_CAP}(?: {_CAP}){{0,4}} (?:Declaration|Treaty|Convention|Charter|Covenant|Protocol|Accord|Agreement|Communiqué|Act|Framework|Joint Statement)\b",
)
_VESSEL = re.compile(
    rf"\b(?:M/V|MV|M/T|MT|the (?:vessel|tanker|freighter|cargo ship)) {_CAP}(?: [A-Z0-9][\w-]*){{0,2}}"
)
_GROUP = re.compile(
    r"\b(?:(?:[Tt]he|[Bb]oth|[Aa]ll|[Ss]ome|[Mm]any|[Tt]hese|[Tt]hose|[Oo]ther) )?(?:(?:two|three|four|five|seven|all|both|senior|key|foreign|defen[cs]e|Korean|South Korean|North Korean|participating|participant|like-minded|major|other|neighbou?ring|member|overseas|government|world|G7|UN|donor) ){0,4}"
    r"(?:sides|leaders|ministers|officials|countries|nations|governments|participants|delegates|delegations|diplomats|lawmakers|experts|envoys|ambassadors|allies|partners|states|Koreas|representatives|people|citizens|nationals|residents|workers|(?:heads|chiefs|representatives|members) of (?:[\w’'-]{1,40} ){0,3}(?:missions|delegations|state|government|agencies|governments))\b",
)
_FIRST_WORD = re.compile(
    r"^(?:In|On|At|For|After|Before|During|With|As|But|And|When|Through|Under|That|This|Which|By|From|Where|While|To|Of|held|hold|attended|attend|at|in|on|for|during|after|with|by|from|through|as|hosting|hosted|second|discussed|met|has|have|had|will|said|would|is|was|be|been)\b ?"
)
_FAMILIES: tuple[tuple[re.Pattern[str], MentionKind], ...] = (
    (_INSTRUMENT, "instrument"),
    (_VESSEL, "vessel"),
    (_ORGANISATION, "organisation"),
    (_FORUM, "forum"),
    (_GROUP, "group"),
)


def find_phrases(text: str, start: int, end: int) -> Iterator[Found]:
    """Everything of these forms in `text[start:end]`; families may overlap: the caller keeps the first."""
    for pattern, kind in _FAMILIES:
        for match in pattern.finditer(text, start, end):
            yield from _found(text, match.start(), match.end(), kind)


def _found(text: str, start: int, end: int, kind: MentionKind) -> Iterator[Found]:
    if kind in ("forum", "organisation"):
        while (first := _FIRST_WORD.match(text[start:end])) and first.end() < end - start:
            start += first.end()
    words = text[start:end].split()
    if not words:
        return
    yield Found(
        start,
        end,
        kind=kind,
        how="group" if kind == "group" else "name",
        name=" ".join(words),
        head=words[-1].lower(),
        plural=kind == "group" or words[-1].lower().endswith("ministries"),
    )
