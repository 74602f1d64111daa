"""What of a page is its matter, by the page's own structure."""

# ruff: noqa: E501 - a page is easier read as its site writes it
from collections.abc import Callable

import pytest

from dragoman.dossier import Dossier
from dragoman.record import Document, LineRole
from dragoman.sources import read_text
from dragoman.sources.furniture import is_notice
from dragoman.sources.html import read_html

Says = Callable[[Document, LineRole], list[str]]
LEAD = "The two harbours will share their lamps this winter, officials of both said after two days of long talks."
MORE = "The northern council has bought oil for six hundred lamps, and the southern one will pay for half of it."
LAST = "Neither side would say what becomes of the pier, which has been dark since the storm of last October."


def page(inner: str, *, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{inner}</body></html>"


def lines(text: str) -> list[str]:
    content = read_html(text)
    return [content.text[b.start : b.end] for b in content.blocks]


def test_a_row_of_buttons_is_a_line_each() -> None:
    assert lines(page("<div><a>List</a><a>Print</a><button>Share</button></div>")) == ["List", "Print", "Share"]


def test_a_row_of_labels_and_values_is_a_line_each() -> None:
    row = "<p><span>By Lena Marsh</span><span>Published: March 4, 2021</span><span>Updated: May 5, 2021</span></p>"
    assert lines(page(row)) == ["By Lena Marsh", "Published: March 4, 2021", "Updated: May 5, 2021"]


def test_a_paragraph_in_pieces_stays_whole() -> None:
    """A word processor cuts at random, and a piece may look like a date or a label."""
    cut = "<p><span>The council met </span><span>on </span><span>March 4, 2021</span><span>. It will meet again.</span></p>"
    assert lines(page(cut)) == ["The council met on March 4, 2021. It will meet again."]
    assert lines(page("<p>See <a>this</a> <a>and that</a> for more.</p>")) == ["See this and that for more."]


def test_a_broken_headline_is_one_line() -> None:
    assert lines(page("<h1>Harbours to share<br>lamps in winter</h1>")) == ["Harbours to share lamps in winter"]


def test_short_paragraphs_items_cells_and_quotations_are_matter(dossier: Dossier, says: Says) -> None:
    inner = f"""<h1>Harbours to share lamps in winter</h1><div><p>{LEAD}</p><p>Nobody was hurt.</p><ul><li>lamps</li>
    <li>oil and wicks</li></ul><p>{MORE}</p><table><tr><td>Port Ella</td><td>212</td></tr><tr><td>Vell</td><td>97</td></tr>
    </table><blockquote><p>We count lamps.</p></blockquote><p>{LAST}</p></div><div class="related"><p>{MORE[:60]}.</p></div>"""
    document = read_text(page(inner), dossier).document
    body = ["Nobody was hurt.", "Port Ella", "212", "Vell", "97", "We count lamps."]
    assert [x for x in says(document, "body") if x not in (LEAD, MORE, LAST)] == body
    assert says(document, "item") == ["lamps", "oil and wicks"]


def test_a_name_that_misleads_does_not_lose_the_matter(dossier: Dossier, says: Says) -> None:
    """All of the text stands in an element called after the share buttons beside it."""
    inner = f'<div class="share-wrap"><h1>Harbours to share lamps</h1><p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p></div>'
    assert says(read_text(page(inner), dossier).document, "body") == [LEAD, MORE, LAST]


def test_a_misleading_name_on_every_paragraph_does_not_lose_them(dossier: Dossier, says: Says) -> None:
    boxes = "".join(
        f'<div class="brand-text"><p>{text}</p></div>' for text in (LEAD, MORE, LAST, LEAD[:-1] + ", again.")
    )
    body = says(read_text(page(f"<h1>Harbours to share lamps</h1>{boxes}"), dossier).document, "body")
    assert body == [LEAD, MORE, LAST, LEAD[:-1] + ", again."]


def test_a_list_that_names_the_page_again_is_not_its_head(dossier: Dossier, says: Says) -> None:
    title = "Harbours to share lamps in winter"
    inner = f"<p><b>{title}</b></p><div><p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p></div><div><h4>{title}</h4><p>Lamps, oil and wicks for the whole of the coming winter, say both of them.</p></div>"
    assert says(read_text(page(inner, head=f"<title>{title}</title>"), dossier).document, "body")[:3] == [
        LEAD,
        MORE,
        LAST,
    ]


def test_running_text_called_a_title_is_text(dossier: Dossier, says: Says) -> None:
    inner = f'<h1>Harbours to share lamps in winter</h1><div class="title-text">{LEAD}</div><div class="title-text">{MORE}</div><p>{LAST}</p>'
    assert says(read_text(page(inner), dossier).document, "body") == [LEAD, MORE, LAST]


def test_what_calls_itself_furniture_is(dossier: Dossier, says: Says) -> None:
    survey = "<div class='satisfaction'><p>The editors of this site would like to know how you found what you read.</p></div>"
    document = read_text(
        page(f"<h1>Harbours to share lamps</h1><div><p>{LEAD}</p><p>{MORE}</p>{survey}<p>{LAST}</p></div>"), dossier
    )
    assert says(document.document, "body") == [LEAD, MORE, LAST]


def test_what_runs_above_the_headline_is_not_the_matter(dossier: Dossier, says: Says) -> None:
    above = "<div><p>The portal of the harbours is run by the council and is open to everyone who sails the straits.</p></div>"
    title = "Harbours to share lamps in winter"
    text = page(
        f"{above}<h1>{title}</h1><div><p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p></div>", head=f"<title>{title}</title>"
    )
    assert says(read_text(text, dossier).document, "body") == [LEAD, MORE, LAST]


def test_a_heading_that_leads_home_is_the_sites_name(dossier: Dossier) -> None:
    inner = f'<h1><a href="/">Harbour Mail of the Straits</a></h1><p><b>Harbours to share lamps in winter</b></p><p>{LEAD}</p><p>{MORE}</p>'
    assert read_text(page(inner), dossier).document.title == "Harbours to share lamps in winter"


def test_a_title_cut_short_is_found_whole(dossier: Dossier) -> None:
    inner = f"<h2>Latest news of the straits</h2><h2>Harbours to share lamps in winter, envoys say</h2><p>{LEAD}</p><p>{MORE}</p>"
    text = page(inner, head="<title>Harbours to share lamps in... | Mail</title>")
    assert read_text(text, dossier).document.title == "Harbours to share lamps in winter, envoys say"


@pytest.mark.parametrize("label", ["[Press Release] ", "[보도자료] ", "<보도자료>"])
def test_a_kind_in_brackets_is_no_part_of_the_title(label: str, dossier: Dossier) -> None:
    document = read_text(f"{label}Harbours to share lamps in winter\n\n{LEAD}\n\n{MORE}", dossier).document
    assert (document.title, document.kind) == ("Harbours to share lamps in winter", "press-release")


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve your experience.",
        "By continuing to use this site you agree to our terms.",
        "Was this page helpful to you?",
        "You are receiving this mail because you are on our list.",
        "이 페이지에서 제공하는 정보에 만족하십니까?",
        "본 저작물은 공공누리 제2유형에 따라 이용할 수 있습니다.",
        "한글 파일을 보시려면 뷰어를 설치하시기 바랍니다.",
    ],
)
def test_what_a_site_says_on_every_page_is_a_notice(line: str) -> None:
    assert is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "The council will use cookies baked by the keepers to thank the crews.",
        "We use every lamp that we have.",
        "By continuing its tests, Sudland breaks the agreement.",
        "The two sides agreed to protect personal data and to share browsers' logs.",
        "양측은 개인정보 보호와 사이버 안보 협력을 강화하기로 하였다.",
        "본 협정은 서명한 날부터 효력을 가진다.",
    ],
)
def test_what_somebody_says_is_no_notice(line: str) -> None:
    assert not is_notice(line)
