"""What one paragraph looks like by itself: prose, a byline, a caption, an end mark. No paragraph around it is asked."""

import re

from dragoman.sources.dates import find_dates, leftover, month_and_day, only_date
from dragoman.sources.paragraphs import is_item
from dragoman.sources.words import furniture_words, kind_forms, plain

_CLOSERS = "\"'”’)]»*_ "
_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?")
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?。](?=[\"'”’)\]]*(?:\s|$))")
_HANGUL = re.compile("[가-힣]")
_SPEAKER_TURN = re.compile(r"(?:[A-Z][A-Z.’'\-]*(?:\s+|(?=:))){1,8}(?:\([^)]{1,60}\)\s*)?:(?:\s|$)|Q:?\s{2,}|Q:\s")
_END_MARK = re.compile(
    r"[\W_]*(?:end(?: of (?:document|text|statement|transcript|release|message))?|끝|30|以上)[\W_]*$"
    r"|[\s\\]*(?:[#*=~_\-–—.·•/|][\s\\]*){3,}$",
    re.I,
)
_END_WORD_MARKED = re.compile(r"[^\w\s]")
_COPYRIGHT = re.compile(
    r"©|ⓒ|\(c\)\s*(?:copyright|\d{4})|copyright\b|all rights reserved|무단\s*전재|저작권자|재배포\s*금지", re.I
)
_ADDRESS = re.compile(r"[<(\[]?\s*(?:e-?mail|이메일)?\s*:?\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[>)\]]?$", re.I)
_LINK = re.compile(r"(?:https?://|www\.)\S+$", re.I)
_PHONE = re.compile(r"(?:tel|fax|phone|전화|팩스)?[\s.:]*\(?\+?\d[\d\s().-]{6,20}$", re.I)
_TELEPHONE = re.compile(
    r"\b(?:tel|fax|telephone|phone)\b[\s.:)]*\(?\+?\d|(?:전화|팩스|대표번호|연락처)(?:번호)?[\s.:)]*\(?\+?\d", re.I
)
_ENDS_IN_ADDRESS = re.compile(r"[^.!?]{0,60}[:：]\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\W{0,2}$")
_DASHED = re.compile(r"[-–—]\s?[^\n]+\s?[-–—]$")
_BREADCRUMB = re.compile(r"\s*[>»›→]\s+|\s+[>»›→]\s*|(?<=[가-힣])>(?=[가-힣])")
_BYLINE = re.compile(
    r"[Bb]y\s+(?:[A-Z][\w.'’-]*|[A-Z]{2,})(?:[\s,]+(?:and\s+|&\s*)?[A-Z][\w.'’-]*){0,8}\s*(?:[<(|][^>)]*[>)]?)?\s*$"
)
_CREDITS = re.compile(
    r"\W?(?:additional |with )?(?:reporting|writing|editing|compiled|edited|translated) by [A-Z]", re.I
)
_BYLINE_KO = re.compile(
    r"(?:\(.{1,20}=.{1,20}\)\s*)?[가-힣]{2,4}(?:[·,]\s*[가-힣]{2,4}){0,3}\s*(?:선임|수습|전문)?\s*(?:기자|특파원|논설위원)\s*=?(?:\s*[<(]?[\w.+-]+@[\w.-]+[>)]?)?$"
)
_CREDIT = re.compile(r"(?:\((?P<a>[^()]{2,50})\)|\[(?P<b>[^\[\]]{2,50})\]|/\s?(?P<c>[^/\s]{2,20}(?:\s제공)?))\s*$")
_PAST_SPEECH = re.compile(r"\b(?:said|told|added|announced|stressed|noted|according to)\b")
_AGENCY = re.compile(
    r"\((?P<a>[A-Z][\w.&’' -]{1,40})\)\s*(?:--|[—–-])"  # SEOUL, Jan. 4 (Hanbit) --
    r"|/\s?(?P<b>[A-Z][A-Za-z-]{2,15})\s?/"  # MOSCOW, January 4. /NOVA/.
)
_AGENCY_KO = re.compile(
    r"\s*[(\[【<]\s*[가-힣·]{2,12}\s*=\s*(?P<a>[가-힣A-Za-z\d]{2,12})\s*[)\]】>]"  # (서울=한빛통신)
    # (평양 3월 3일발 한빛통신)
    r"|\s*[(\[【<]\s*[가-힣]{2,8}\s*\d{1,2}월\s*\d{1,2}일\s*발?\s*(?P<b>[가-힣]{2,10})\s*[)\]】>]"
)


def words_of(text: str) -> list[str]:
    """The words of a line, numbers among them."""
    return _WORD.findall(text)


def hangul(text: str) -> int:
    """How many Hangul syllables it has."""
    return len(_HANGUL.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether it closes as a sentence does, quotes and brackets apart."""
    return text.rstrip(_CLOSERS).endswith((".", "!", "?", "。", "…"))


def sentences_in(text: str) -> int:
    """About how many sentences it holds."""
    return len(_SENTENCE_END.findall(text))


def is_long(text: str, words: int, syllables: int) -> bool:
    """Whether it has so many words, or so many syllables where it is Korean."""
    return hangul(text) >= syllables or len(words_of(text)) >= words


def is_prose(text: str) -> bool:
    """Whether this is running text: what somebody says or tells, not a heading, a label or a button."""
    if is_turn(text):
        return True
    if is_item(text) and is_long(text, 8, 12):
        return not is_dashed(text)
    if ends_sentence(text):
        return is_long(text, 8, 16)
    if text.endswith((":", ",", ";", "—")):
        return is_long(text, 6, 14)
    return is_long(text, 45, 100) or (sentences_in(text) >= 2 and is_long(text, 20, 50))


def is_turn(text: str) -> bool:
    """A speaker's turn in a transcript: "THE PRESIDENT: …", "Q    …"; not a title like "FACT SHEET: …"."""
    found = _SPEAKER_TURN.match(text)
    if not found or plain(found.group()) in furniture_words().labels:
        return False
    return not any(form.search(found.group()) for _, form in kind_forms()["labels"])


def is_long_prose(text: str) -> bool:
    """Running text that no teaser box prints: two sentences, or one long one."""
    return is_prose(text) and (len(text) >= 160 or hangul(text) >= 70 or sentences_in(text) >= 2)


def is_dashed(text: str) -> bool:
    """Whether it stands between dashes, as Korean sub-headlines do."""
    return bool(_DASHED.match(text))


def is_end_mark(text: str) -> bool:
    """`###`, `(END)`, `끝.`, a rule of dashes: what closes a release."""
    if len(text) > 80 or not _END_MARK.match(text):
        return False
    return plain(text) not in ("end", "30") or bool(_END_WORD_MARKED.search(text)) or text == "END"


def is_copyright(text: str) -> bool:
    """A copyright line; not a sentence about copyright."""
    found = _COPYRIGHT.search(text) if len(text) <= 300 else None
    if not found:
        return False
    return found.start() < 5 or found.group().casefold() != "copyright"


def is_address(text: str) -> bool:
    """An e-mail or web address or a telephone number and nothing else."""
    if _ADDRESS.match(text) or _LINK.match(text) or _ENDS_IN_ADDRESS.match(text):
        return True
    if len(text) <= 200 and len(_TELEPHONE.findall(text)) >= 1 and not ends_sentence(text) and not is_item(text):
        return True
    if not _PHONE.match(text):
        return False
    return sum(ch.isdigit() for ch in text) >= 7 and only_date(text) is None


def is_breadcrumb(text: str) -> bool:
    """Home > News > Press Releases."""
    parts = [] if "<" in text else _BREADCRUMB.split(text)
    return len(parts) > 1 and len(text) < 120 and all(len(words_of(part)) <= 5 for part in parts)


def is_byline(text: str) -> bool:
    """By somebody; 아무개 기자."""
    if len(text) > 120:
        return False
    lowered = text.replace("BY ", "By ", 1) if text.startswith("BY ") else text
    if _CREDITS.match(text):
        return True
    return bool(lowered.startswith(("By ", "by ")) and _BYLINE.match(lowered)) or bool(_BYLINE_KO.match(text))


def is_office_line(text: str) -> bool:
    """An office that issues, or a name and its office: "Office of the Spokesperson", "Jane Roe, Deputy Secretary"."""
    if len(text) > 160 or ends_sentence(text) or text.endswith((":", ",")):
        return False
    words = words_of(text)
    if text.casefold().startswith(furniture_words().office_starts) and len(words) <= 12:
        return True
    name, comma, office = text.partition(",")
    if not comma or not _capitalised(words) or len(words) > 16 or only_date(text):
        return False
    return 2 <= len(words_of(name)) <= 5 and not _names_office(name) and _names_office(office)


def is_titled_name(text: str) -> bool:
    """A name behind its office and nothing more: "French Foreign Minister Jean Valjean". Short headlines look alike."""
    words = words_of(text)
    linked = any(
        word.casefold() in ("with", "to", "on", "in", "at", "and") or "’s" in word or "'s" in word for word in words
    )
    return (
        2 <= len(words) <= 7 and not linked and _capitalised(words) and _names_office(text) and not ends_sentence(text)
    )


def _names_office(text: str) -> bool:
    return any(word.casefold().rstrip(".") in furniture_words().office_words for word in words_of(text))


def is_dateline(text: str) -> bool:
    """A line that only says where, and perhaps when: "Berlin, Germany", "SEOUL, Jan. 4", "Treaty Room"."""
    if len(text) > 100 or hangul(text) > 12:
        return False
    known = furniture_words()
    words = words_of(text)
    short = _capitalised(words) and len(words) <= 8 and not ends_sentence(text.replace("D.C.", ""))
    if short and any(word.casefold().strip(".") in known.venue_words for word in words):
        return True
    rest = dated = _AGENCY_KO.sub(" ", _AGENCY.sub(" ", text))
    for date in reversed(find_dates(rest)):
        rest = rest[: date.start] + " " + rest[date.end :]
    if rest == dated and (found := month_and_day(rest)):
        rest = rest[: found.start] + " " + rest[found.end :]
    if rest != dated:
        places = words_of(leftover(rest))
        return len(places) <= 5 and hangul(rest) <= 6 and not any(word[0].islower() for word in places)
    places = text.rstrip(".").split(",")
    return len(places) == 2 and len(words) <= 6 and _capitalised(words) and not any(ch.isdigit() for ch in text)


def agency(text: str) -> str | None:
    """The agency a paragraph's opening dateline names: "SEOUL, Jan. 4 (Hanbit) --", "(서울=한빛통신)"."""
    korean = _AGENCY_KO.match(text[:60])
    if korean:
        return korean["a"] or korean["b"]
    found = _AGENCY.search(text[:90])
    return (found["a"] or found["b"]) if found and _is_where_and_when(text[: found.start()]) else None


def is_place(text: str) -> bool:
    """Whether it may be a dateline's place before its day: "PORT ELLA", "Geneva, Switzerland,"; five words at most."""
    words = words_of(text)
    named = all(not word[0].islower() or word in ("of", "de", "la", "and") for word in words)
    return 1 <= len(words) <= 5 and named and (text.rstrip().endswith(",") or text.isupper())


def _is_where_and_when(head: str) -> bool:
    """Whether what stands before an agency's name is a dateline's place, and perhaps its day; no body's full name."""
    day = month_and_day(head)
    place = words_of(head[: day.start] + " " + head[day.end :] if day else head)
    if (
        not 1 <= len(place) <= 7
        or not _capitalised(place)
        or place[0].casefold() in ("the", "a", "an", "on", "in", "at", "by", "for")
    ):
        return False
    shouted = len(place[0]) >= 3 and place[0].isupper()
    return shouted or day is not None or bool(find_dates(head)) or len(place) == 1 or "," in head


def credit(text: str) -> str | None:
    """The credit in brackets at a paragraph's end: "(Yonhap)"; a single printed name, never a remark."""
    found = _CREDIT.search(text)
    name = next((g for g in found.groups() if g), None) if found else None
    if name is None or any(ch.isdigit() for ch in name) or name.endswith((".", "!", "?")):
        return None
    words = words_of(name)
    if not 1 <= len(words) <= 5 or (name.islower() and not hangul(name)):
        return None
    return name if _capitalised(words) or hangul(name) else None


def caption_points(text: str, *, repeated: bool) -> int:
    """How much speaks for a picture's caption; three points are enough."""
    if len(text) > 600 or sentences_in(text) > 4:
        return 0
    known, lowered = furniture_words(), text.casefold()
    points = 3 if lowered.startswith(known.caption_starts) and len(text) < 400 else 0
    points += 2 * bool(known.caption_marks.search(lowered))
    points += bool(credit(text))
    if not _PAST_SPEECH.search(lowered):
        points += bool(known.caption_verbs.search(lowered[:160]))
        points += any(mark in text for mark in ("(L)", "(R)", "(C)"))
        points += bool(find_dates(text))
    return points + 2 if repeated and (credit(text) or points >= 2) else points


def _capitalised(words: list[str]) -> bool:
    """Whether all words but the small ones have a capital or are figures."""
    small = {"of", "the", "and", "for", "on", "to", "in", "at", "de", "la", "von", "van", "d", "s", "with"}
    return (
        bool(words)
        and all(w[0].isupper() or w[0].isdigit() or w.casefold() in small for w in words)
        and words[0][0].isupper()
    )


def is_title_case(text: str) -> bool:
    """Whether most words of it begin with a capital, as headings do."""
    words = words_of(text)
    return bool(words) and sum(w[0].isupper() or w[0].isdigit() for w in words) * 10 >= 6 * len(words)
