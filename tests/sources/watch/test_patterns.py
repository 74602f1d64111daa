import pytest

from dragoman.sources.watch.patterns import matches_any, same_page

PAGE = "https://harbour.example/news/view.do?seq=17&page=2"


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("/news/*", True),
        ("/news/view.do?seq=*", True),
        ("*seq=17*", True),
        ("https://harbour.example/*page=2", True),
        ("*", True),
        (PAGE, True),
        ("/news/view.do", False),
        ("/news/view?do*", False),
        ("http://*", False),
        ("*page=2*page=2", False),
        ("https://harbour.example/", False),
    ],
)
def test_patterns(pattern: str, fits: bool) -> None:
    assert matches_any(PAGE, [pattern]) is fits


def test_a_hostile_pattern_takes_no_time() -> None:
    assert not matches_any("https://a.example/" + "a" * 5000, ["*" + "a*" * 500 + "b"])


@pytest.mark.parametrize(
    ("url", "known_as"),
    [
        ("HTTPS://Harbour.example/A?b=1#top", "https://harbour.example/A?b=1"),
        ("https://harbour.example/view.do;jsessionid=AB12.node1?seq=1", "https://harbour.example/view.do?seq=1"),
        ("https://harbour.example?utm_source=x&seq=1&fbclid=2", "https://harbour.example/?seq=1"),
        ("https://harbour.example/a?x=utm_source", "https://harbour.example/a?x=utm_source"),
    ],
)
def test_one_page_has_one_address(url: str, known_as: str) -> None:
    assert same_page(url) == known_as
