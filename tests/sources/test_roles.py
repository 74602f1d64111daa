"""Pages as ministries, agencies and newspapers print them; all invented."""

from collections.abc import Callable

import pytest

from dragoman.record import Document, LineRole
from dragoman.sources import Sourced

Says = Callable[[Document, LineRole], list[str]]
Read = Callable[..., Sourced]


def test_a_ministry_page_in_english(page: Sourced, says: Says) -> None:
    """본문 바로가기
    주메뉴 바로가기
    검색창 열기
    KOR

    Press Releases

    Vice Minister of Lanterns Meets the Harbour Envoys

    Date
    2021-03-04
    hit
    2019

    1. Vice Minister of Lanterns Ada Quill met the harbour envoys on March 3 and underlined the need for lamps.
    ° The envoys replied that they will send four hundred lamps by June.

    2. The vice minister thanked them for their answer and promised to visit the southern harbour.  /END/

    Attachment: Photo (2)
    목록
    이전글 Minister to Visit the Glass Works Next Week
    Copyright 2015 Ministry of Lanterns. All rights reserved.
    """
    document = page.document
    assert document.title == "Vice Minister of Lanterns Meets the Harbour Envoys"
    assert says(document, "title") == [document.title]
    assert says(document, "metadata") == ["Date", "2021-03-04", "hit", "2019"]
    assert len(says(document, "item")) == 3
    assert says(document, "body") == []
    assert says(document, "chrome") == [
        "본문 바로가기",
        "주메뉴 바로가기",
        "검색창 열기",
        "KOR",
        "Press Releases",
        "Attachment: Photo (2)",
        "목록",
        "이전글 Minister to Visit the Glass Works Next Week",
        "Copyright 2015 Ministry of Lanterns. All rights reserved.",
    ]


def test_a_ministry_page_in_korean(page: Sourced, says: Says) -> None:
    """본문으로 바로가기
    등불부 누리집
    소식 > 보도자료

    등불부 차관, 항구 사절단과 겨울 등불 협의 개최
    - 북쪽 부두 등불 추가 설치 합의 -

    등록일 2021-03-04 조회수 2019

    1. 등불부 차관은 3월 3일 항구 사절단과 만나 겨울 등불 확대 방안을 협의하고 추가 설치가 필요하다고 강조했다.
     ㅇ 사절단은 6월까지 등불 400개를 보내겠다고 설명하였다.

    2. 양측은 다음 회의를 내년 상반기 중에 개최하기로 합의하였다.  끝.

    붙임: 회의 사진
    담당 부서 등불정책과 책임자 과장 김등불 (02-000-0000)
    """
    document = page.document
    assert says(document, "title") == ["등불부 차관, 항구 사절단과 겨울 등불 협의 개최"]
    assert says(document, "subtitle") == ["- 북쪽 부두 등불 추가 설치 합의 -"]
    assert says(document, "metadata") == ["등록일 2021-03-04 조회수 2019"]
    assert [item[:2] for item in says(document, "item")] == ["1.", "ㅇ ", "2."]
    assert says(document, "chrome")[-2:] == ["붙임: 회의 사진", "담당 부서 등불정책과 책임자 과장 김등불 (02-000-0000)"]
    assert document.language == "ko"


def test_a_news_page(page: Sourced, says: Says) -> None:
    """Back to Top
    Tidings News Agency
    Politics | Diplomacy

    Norland to light up northern pier despite oil price: minister

    09:15 March 04, 2021

    Minister of Lanterns Ada Quill (2nd from L) shakes hands with envoys in Port Ella on March 3, 2021. (Tidings)
    Minister of Lanterns Ada Quill (2nd from L) shakes hands with envoys in Port Ella on March 3, 2021. (Tidings)

    PORT ELLA, March 4 (Tidings) -- Norland will keep every lamp on its pier burning, the minister said Thursday.

    "We will not save on lamps," Quill told reporters after the talks.

    Sudland has yet to answer. (Tidings)

    tom@tidings.example
    (END)
    Related Articles
    2 piers dark after storm
    MOST READ
    Was this article helpful?
    (c) 2021 Tidings
    """
    document = page.document
    assert says(document, "title") == ["Norland to light up northern pier despite oil price: minister"]
    assert len(says(document, "caption")) == 2
    assert [line[:12] for line in says(document, "body")] == ["PORT ELLA, M", '"We will not', "Sudland has "]
    assert says(document, "chrome") == [
        "Back to Top",
        "Tidings News Agency",
        "Politics | Diplomacy",
        "tom@tidings.example",
        "(END)",
        "Related Articles",
        "2 piers dark after storm",
        "MOST READ",
        "Was this article helpful?",
        "(c) 2021 Tidings",
    ]


def test_headlines_under_the_headline_and_a_cut_copy_of_it(page: Sourced, says: Says) -> None:
    """News Room
    “Cooperation of All Harbours for a Bright and Lasting Winter on Both Sides of the Straits”

    From 'saving lamps' to 'sharing lamps'
    Reform of the glass works to bring light to all

    Cooperation of All Harbours for a Bright and Last

    The Minister of Lanterns called for cooperation of all harbours at a meeting attended by envoys of both straits.

    By Tom Weller < >
    <Copyright ⓒ The Pier Daily, All rights reserved>
      • (Slides and further talks)
    """
    document = page.document
    assert document.title is not None
    assert document.title.startswith("“Cooperation of All Harbours")
    assert len(says(document, "subtitle")) == 2
    assert says(document, "byline") == ["By Tom Weller < >"]
    assert says(document, "chrome")[1] == "Cooperation of All Harbours for a Bright and Last"
    assert says(document, "chrome")[-1] == "• (Slides and further talks)"
    assert len(says(document, "body")) == 1


def test_a_release_that_begins_with_its_office(page: Sourced, says: Says) -> None:
    """Office of the Spokesperson
    The following is attributable to Spokesperson Ada Quill:
    The Minister met today with the harbour envoys to discuss lamps. They agreed to meet again in spring.
    """
    document = page.document
    assert document.title is None
    assert says(document, "byline") == ["Office of the Spokesperson"]
    assert says(document, "body")[0] == "The following is attributable to Spokesperson Ada Quill:"


def test_a_transcript_keeps_every_turn(page: Sourced, says: Says) -> None:
    """Remarks by the Minister of Lanterns After the Harbour Talks

    Hall of Mirrors
    Port Ella, Norland

    7:47 P.M.

    THE MINISTER:  Good evening. Please sit.

    Q    Will the lamps burn?

    THE MINISTER:  Yes.

    Q    (Inaudible.)

    THE MINISTER:  I said yes. Thank you all.

    7:56 P.M.
    """
    document = page.document
    assert document.title == "Remarks by the Minister of Lanterns After the Harbour Talks"
    assert says(document, "dateline") == ["Hall of Mirrors", "Port Ella, Norland"]
    assert says(document, "metadata") == ["7:47 P.M.", "7:56 P.M."]
    assert len(says(document, "body")) == 5


def test_labels_in_the_midst_of_a_list_are_matter(page: Sourced, says: Says) -> None:
    """The Ministry of Lanterns today names three ships that carried oil in breach of the rules of the straits.
    NAME: Ada
    FLAG: Sudland
    DATE: 3 March 2021
    SHIP TYPE: Tanker
    These ships may not enter any harbour of Norland, and their owners may not buy lamps there.
    """
    assert len(says(page.document, "body")) == 6


def test_headings_within_the_matter_are_subtitles(page: Sourced, says: Says) -> None:
    """The two harbours have worked together for forty years, and their lamps are known to every sailor of the straits.

    Lamps and Oil

    The harbours will buy oil together from next year. They will share the cost of all new lamps equally.

    Thank you

    They will meet again in March, when the ice is gone and the boats are back on the water between them.
    """
    assert says(page.document, "subtitle") == ["Lamps and Oil"]


def test_related_headlines_in_the_midst_do_not_end_the_matter(page: Sourced, says: Says) -> None:
    """Harbours to share lamps in winter, officials say

    The two harbours will share their lamps this winter, officials of both said on Tuesday after long talks.

    Related Articles
    Pier dark after storm

    The clerk of the northern council said that the price of oil had left them no choice. He said that both councils \
    would publish the terms before the end of the week, and that the first lamps would be lit on Sunday.
    """
    document = page.document
    assert len(says(document, "body")) == 2 + len(["Pier dark after storm"]) - len(says(document, "subtitle"))
    assert "Related Articles" in says(document, "chrome")


def test_teasers_after_the_matter_are_not_matter(page: Sourced, says: Says) -> None:
    """Harbours to share lamps in winter, officials say

    The two harbours will share their lamps this winter, officials of both said on Tuesday. They met for two days.

    Most Popular
    The glass works said on Monday that it would close a furnace.
    Storm tears cables from pier
    """
    assert len(says(page.document, "body")) == 1


def test_a_paragraph_printed_twice_counts_once(page: Sourced, says: Says) -> None:
    """Harbours to share lamps in winter, officials say

    The two harbours will share their lamps this winter, officials of both said on Tuesday after two days of talks.

    The two harbours will share their lamps this winter, officials of both said on Tuesday after two days of talks.
    """
    assert len(says(page.document, "body")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "The two harbours signed the accord. (Tidings)",
        "Minister Quill holds talks with the envoys on Friday, the ministry said. (Tidings)",
        "We take note of the photo in this report and will look into how it came to be printed there.",
        "Sen. Weller (R) and Sen. Marsh (D) said they would vote for the lamps act in the spring session.",
    ],
)
def test_sentences_that_resemble_captions_are_matter(line: str, read: Read, says: Says) -> None:
    lead = "The two harbours will share their lamps this winter, officials said on Tuesday after two days of talks."
    assert line in says(read(f"{lead}\n\n{line}").document, "body")


@pytest.mark.parametrize(
    "line",
    ["# # #", "###", "/END/", "(END)", "-끝-", "끝.", "<끝>", "END", "* * *", "-30-"],
)
def test_end_marks(line: str, read: Read, says: Says) -> None:
    lead = "The two harbours will share their lamps this winter, officials said on Tuesday after two days of talks."
    assert says(read(f"{lead}\n\n{line}").document, "chrome") == [line]


def test_a_page_with_nothing_but_short_lines_still_speaks(page: Sourced, says: Says) -> None:
    """Lamps to be lit
    All piers
    Every night
    """
    assert says(page.document, "title") == ["Lamps to be lit"]
    assert says(page.document, "body") == ["All piers", "Every night"]


def test_one_line_is_matter_and_not_a_title(page: Sourced, says: Says) -> None:
    """Norland will keep its lamps burning."""
    assert len(says(page.document, "body")) == 1
    assert page.document.title is None
