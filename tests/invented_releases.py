"""Releases that nobody ever published, and what becomes of a release on its way through the press.

Marsovia, Tarnia, Oldmark and Vessia are invented, and so is everybody in them.
"""

import datetime
import hashlib
import re
from collections.abc import Callable

from dragoman.record import Document, Line, LineRole, Mention, Period, Published, Publisher, Reading

MINISTRY = Publisher("marsovia.mfa", "Marsovian Foreign Ministry")
PRESS = Publisher(None, "Harbour Press")
DAY = datetime.date(2031, 5, 3)

RELEASES: tuple[str, ...] = (
    "Ministers agree to reopen the northern railway\n"
    "Foreign Minister Ada Quill of Marsovia and her Tarnian counterpart Orin Vale met at Greywater on Friday and "
    "agreed that the northern railway, closed since the storms of 2027, will carry goods again before the end of "
    "the year.\n"
    "Under the plan, engineers of both countries will inspect the 41 bridges between Greywater and Port Selm in "
    "June, and the customs services will open a shared post at the border so that a wagon is searched once and "
    "not twice.\n"
    "Minister Quill said that the railway had been the first thing the two countries built together and should "
    "not be the last. She stressed that her government would pay for the repair of the tunnels on its own side "
    "and expected Tarnia to do the same.\n"
    "Minister Vale noted with appreciation the help that Marsovian crews gave after the flood at Selm, and "
    "proposed that the ministers meet again in the autumn to look into passenger trains.\n"
    "The two sides also exchanged views on fisheries in the Lowmere Strait and on the situation in Oldmark.",
    "Spokesperson's statement on the missile launch by Oldmark\n"
    "The government of Marsovia strongly condemns the launch of two ballistic missiles by Oldmark this morning, "
    "the third such launch since March, which endangers shipping in the whole of the Lowmere Strait.\n"
    "These launches are a plain breach of the obligations that Oldmark took upon itself at Vessia in 2024, and "
    "they do nothing for the safety of its own people, whose harvest has failed for two years in a row.\n"
    "Marsovia calls on Oldmark to stop all further launches at once and to return to the talks without "
    "conditions. Our government will work closely with Tarnia and other partners, keep its armed forces in "
    "readiness, and bring the matter before the council of the League within the week.\n"
    "We repeat that the way to talks remains open, and that no country wishes Oldmark ill.",
    "Vice Minister Holt opens the conference on safe harbours\n"
    "Vice Foreign Minister Bram Holt opened the fourth Conference on Safe Harbours in the old customs house of "
    "Selm today before some 200 delegates from 31 countries.\n"
    "In his address the vice minister said that false papers, switched-off transponders and paint over a ship's "
    "name cost honest traders more than pirates ever did. He announced that Marsovia will give 12 million crowns "
    "over three years to a fund that trains harbour masters in smaller states.\n"
    "He urged all participants to share the numbers of ships that had been refused entry, and suggested that a "
    "list be kept by the League's office in Vessia.\n"
    "The conference will go on until Thursday and end with a joint statement. Next year's will be held in Tarnia.",
    "Travellers are advised to leave the Quarrow valley\n"
    "The consular service of the Foreign Ministry advises all citizens in the Quarrow valley to leave it by road "
    "while the pass is open. Heavy rain is expected from Sunday, and the bridge at Stoneford has been closed to "
    "lorries.\n"
    "About 340 citizens are thought to be in the valley, most of them on walking holidays. The embassy in "
    "Hillandia has moved six officers to Stoneford, where they hand out water, maps and travel papers from the "
    "school by the church.\n"
    "Citizens who need help may call the safety centre at any hour. The ministry will decide on Monday whether a "
    "flight is to be chartered, and will announce it on this page.",
    "Marsovia and Vessia sign an agreement on the return of works of art\n"
    "Marsovia and Vessia signed an agreement yesterday by which works of art taken out of either country without "
    "papers will be returned to it within one year of a claim that a court has upheld.\n"
    "The agreement was signed at the National Gallery by Culture Secretary Ines Corr and Ambassador Paul Dray. "
    "It covers paintings, books, bells and church silver, but not coins, on which the two sides could not "
    "agree.\n"
    "Secretary Corr called it a small treaty about large feelings. Ambassador Dray pledged that the first 17 "
    "pictures, which have hung in his own embassy since 1952, would be on their way before the summer.\n"
    "Both sides will set up a commission of six historians, and will publish its findings every spring.",
    "마르소비아와 타르니아, 북부 철도 재개통에 합의\n"
    "아다 퀼 마르소비아 외교장관과 오린 베일 타르니아 외교장관은 금요일 그레이워터에서 만나 2027년 폭풍 이후 "
    "끊겼던 북부 철도를 올해 안에 다시 열어 화물을 나르기로 합의했다.\n"
    "양국 기술자들은 6월에 그레이워터와 셀름항 사이의 다리 41개를 점검하고, 세관은 국경에 공동 검사소를 두어 "
    "화차를 두 번이 아니라 한 번만 검사하기로 했다.\n"
    "퀼 장관은 이 철도가 두 나라가 함께 지은 첫 번째 시설이었고 마지막이어서는 안 된다고 말했다. 그는 자국 쪽 "
    "터널의 수리비는 마르소비아 정부가 부담할 것이며 타르니아도 그렇게 하기를 기대한다고 강조했다.\n"
    "베일 장관은 셀름 홍수 때 마르소비아 구조대가 준 도움에 사의를 표하고 가을에 다시 만나 여객 열차 문제를 "
    "논의하자고 제안했다.",
    "마르소비아 외교부, 퀘로우 계곡 여행객에 철수 권고\n"
    "외교부 영사국은 퀘로우 계곡에 있는 모든 국민에게 고갯길이 열려 있는 동안 육로로 떠날 것을 권고했다. "
    "일요일부터 큰비가 예상되며 스톤퍼드 다리는 이미 화물차 통행이 금지되었다.\n"
    "계곡에는 국민 약 340명이 머무는 것으로 보이며 대부분은 도보 여행객이다. 힐란디아 주재 대사관은 직원 6명을 "
    "스톤퍼드로 보내 교회 옆 학교에서 물과 지도와 여행 증명서를 나누어 주고 있다.\n"
    "도움이 필요한 국민은 언제든지 안전센터로 전화하면 된다. 외교부는 월요일에 전세기를 띄울지 결정하여 이 "
    "누리집에 알릴 예정이다.",
)

FORMS: tuple[tuple[str, str], ...] = (
    (
        "Congratulations to {0} on its national day",
        "On behalf of the government and people of Marsovia, I send warm congratulations to the people of {0} on "
        "their national day.\n"
        "Marsovia and {0} have been friends for {1} years. Our cooperation in trade, in science and in the care "
        "of the sea grows from year to year, and I am grateful for all that {2} has done for it.\n"
        "I wish the people of {0} peace, health and good harvests, and look forward to the years before us.",
    ),
    (
        "Minister Quill's call with {2} of {0}",
        "Foreign Minister Ada Quill spoke today with {2}, the foreign minister of {0}. They discussed the "
        "situation in the Lowmere Strait and the importance of close coordination among partners.\n"
        "Minister Quill thanked {2} for the support that {0} gives to the talks, and stressed that Marsovia will "
        "not waver in its commitment to the safety of shipping. They agreed to meet on {1} June.",
    ),
    (
        "Condolences on the accident in {0}",
        "We are deeply saddened by the news of the accident in {0}, in which {1} people have lost their lives.\n"
        "The government of Marsovia offers its condolences to the bereaved families and wishes those who were "
        "hurt a full recovery. Our embassy stands ready to help, and Minister Quill has written to {2} today.",
    ),
)
STATES = ("Tarnia", "Oldmark", "Vessia", "Quarrow", "Hillandia", "Lowmere")
PEOPLE = ("Orin Vale", "Tam Reeve", "Ines Corr", "Jo Marsh", "Ulf Brand", "Eda Finch")

FOOTER = (
    "The Marsovian Foreign Ministry works for peace and trade in the Lowmere Strait. Follow it on all common "
    "channels, and write to its press office at the old customs house for pictures, transcripts and "
    "accreditation. All times are local."
)


def letters() -> list[str]:
    """Letters from one form to several states: nearly the same words, and never the same letter."""
    return [
        form.format(state, 11 + 7 * n, who) + "\n"
        for title, text in FORMS
        for form in (f"{title}\n{text}",)
        for n, (state, who) in enumerate(zip(STATES, PEOPLE, strict=True))
    ]


def reading_of(
    text: str,
    *,
    publisher: Publisher = MINISTRY,
    day: datetime.date | None = DAY,
    language: str | None = None,
    source: str = "release.txt",
    chrome: tuple[str, ...] = (),
    mentions: tuple[Mention, ...] = (),
) -> tuple[Reading, bytes]:
    """A reading of a text whose first line is its title; lines that are in `chrome` are site furniture."""
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    lines, start = [], 0
    for number, line in enumerate(text.split("\n")):
        role: LineRole = "chrome" if line in chrome else "body" if number else "title"
        if line.strip():
            lines.append(Line(start, start + len(line), role))
        start += len(line) + 1
    document = Document(
        id=f"d{sha256[:16]}",
        source=source,
        sha256=sha256,
        title=text.split("\n")[0],
        kind="press-release",
        publisher=publisher,
        language=language or ("ko" if re.search("[가-힣]", text) else "en"),
        published=Published(Period.day(day), "meta", 0.9) if day else None,
        text=text,
        lines=tuple(lines),
    )
    return Reading(document, mentions, (), (), ()), data


def lightly_edited(text: str) -> str:
    """Every thirteenth word another one, as an editor would have it who likes his own words better."""
    title, _, body = text.partition("\n")
    korean = re.search("[가-힣]", text) is not None
    spaced = re.split(r"(\s+)", body)  # a word, white space, a word …
    for n in range(24, len(spaced), 26):
        if korean or spaced[n].islower():
            spaced[n] = "그렇지만" if korean else "indeed"
    return title + "\n" + "".join(spaced)


def half(text: str) -> str:
    """The first paragraphs that hold half of the words, under the same title."""
    title, *paragraphs = text.split("\n")
    kept: list[str] = []
    while len(" ".join(kept).split()) * 2 < len(text.split()):
        kept.append(paragraphs[len(kept)])
    return "\n".join((title, *kept))


def lead(text: str) -> str:
    """The first paragraph alone, under another headline; a byline is none."""
    return "News in brief\n" + next(p for p in text.split("\n")[1:] if len(p.split()) > 15)


def picked_up(text: str) -> str:
    """A newspaper's page: headline and dateline of its own, the release whole, and a paragraph of its own after "
    "it."""
    _, *paragraphs = text.split("\n")
    first = f"PORT SELM, May 3 (Harbour Press) -- {paragraphs[0]}"
    own = (
        "Shares of shipping companies rose slightly in early trading in the capital, and the crown held against others."
    )
    return "\n".join(("What the ministry said today", first, *paragraphs[1:], own))


def retyped(text: str) -> str:
    """Other quote marks, dashes, white space and capitals, and other line breaks: no word is another."""
    title, *paragraphs = text.split("\n")
    body = " ".join(paragraphs).replace("'", "’").replace(", ", " , ")
    return f"{title.upper()}\n{body}"


VARIANTS: dict[str, Callable[[str], str]] = {
    "retyped": retyped,
    "lightly edited": lightly_edited,
    "half": half,
    "lead": lead,
    "picked up": picked_up,
}
