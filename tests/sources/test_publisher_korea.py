"""The shipped dossier's publishers by address, by dateline and by what a page prints of itself."""

# ruff: noqa: E501 - a page is easier read as its site writes it
import pytest

from dragoman.dossier import Dossier, load_dossier
from dragoman.sources import Given, read_text
from dragoman.sources.shapes import agency

BODY = "The ministers of both sides met for two days and agreed to keep the line between them open through the winter."


@pytest.fixture(scope="module")
def korea() -> Dossier:
    return load_dossier()


@pytest.mark.parametrize(
    ("host", "actor"),
    [
        ("www.mofa.go.kr", "rok.mofa"),
        ("www.unikorea.go.kr", "rok.mou"),
        ("www.opm.go.kr", "rok.prime-minister-office"),
        ("eng.president.go.kr", "rok.president-office"),
        ("en.yna.co.kr", "media.yonhap"),
        ("world.kbs.co.kr", "media.kbs"),
        ("www.state.gov", "us.state"),
        ("kr.usembassy.gov", "us.embassy-rok"),
        ("ofac.treasury.gov", "us.ofac"),
        ("home.treasury.gov", "us.treasury"),
        ("www.mofa.go.jp", "japan.mofa"),
        ("www.fmprc.gov.cn", "china.mfa"),
        ("www.mid.ru", "russia.mfa"),
        ("kcna.kp", "media.kcna"),
        ("press.un.org", "un"),
        ("www.iaea.org", "iaea"),
        ("www.eeas.europa.eu", "eu.eeas"),
        ("www.unc.mil", "un.unc"),
        ("mofa.go.kr.example.org", None),
        ("notmofa.go.kr", None),
    ],
)
def test_whose_address_it_is(host: str, actor: str | None, korea: Dossier) -> None:
    page = f'<html><head><link rel="canonical" href="https://{host}/a/1"></head><body><h1>Ministers meet</h1><p>{BODY}</p></body></html>'
    assert read_text(page, korea).document.publisher.actor == actor


@pytest.mark.parametrize(
    ("opening", "name", "actor"),
    [
        ("SEOUL, Jan. 4 (Yonhap) -- ", "Yonhap", "media.yonhap"),
        ("(서울=연합뉴스) 홍길동 기자 = ", "연합뉴스", "media.yonhap"),
        ("[서울=뉴시스]홍길동 기자 = ", "뉴시스", "media.newsis"),
        ("WASHINGTON (AP) — ", "AP", "media.ap"),
        ("PYONGYANG, March 3 (KCNA) -- ", "KCNA", "media.kcna"),
        ("(평양 3월 3일발 조선중앙통신) ", "조선중앙통신", "media.kcna"),
        ("MOSCOW, January 4. /TASS/. ", "TASS", "media.tass"),
        ("BEIJING, Jan. 4 (Xinhua) -- ", "Xinhua", "media.xinhua"),
        ("SEOUL/TOKYO, Jan 4 (Reuters) - ", "Reuters", "media.reuters"),
    ],
)
def test_whose_dateline_it_is(opening: str, name: str, actor: str, korea: Dossier) -> None:
    text = f"Ministers of both sides agree to keep line open\n\n{opening}{BODY}\n\n{BODY} The talks go on."
    document = read_text(text, korea).document
    assert (document.publisher.name, document.publisher.actor, document.kind) == (name, actor, "news")


@pytest.mark.parametrize(
    "opening",
    [
        "The International Atomic Energy Agency (IAEA) - the nuclear watchdog - said",
        "Foreign Ministry (MOFA) – as it is known – said",
        "On March 3, North Korea (DPRK) - as it calls itself - said",
        "The Korean Peninsula Energy Development Organization (KEDO) -- now gone -- said",
    ],
)
def test_a_short_name_in_brackets_is_no_agency(opening: str) -> None:
    assert agency(opening) is None


def test_the_pages_own_title_names_its_site(korea: Dossier) -> None:
    title = "Ministers of both sides agree to keep line open"
    page = f"<html><head><title>{title} | Yonhap News Agency</title></head><body><h1>{title}</h1><p>{BODY}</p></body></html>"
    assert read_text(page, korea).document.publisher.actor == "media.yonhap"
    section = page.replace("Yonhap News Agency", "Meetings and Releases")
    assert read_text(section, korea).document.publisher.name is None


def test_who_copies_pages_of_others_is_not_their_publisher(korea: Dossier) -> None:
    assert not any("kcnawatch.org" in site.domains for site in korea.sites)
    assert read_text(BODY, korea, given=Given(publisher="KCNA")).document.publisher.actor == "media.kcna"
