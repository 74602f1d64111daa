"""feeds.toml: what it may say, and how a slip in it is told."""

import datetime
import re
from pathlib import Path

import pytest

from dragoman.record import DragomanError
from dragoman.sources.watch import Plan, Watched, load_plan
from dragoman.sources.watch.plan import FEED_KEYS, PAGE_KEYS

FULL = """
contact = "desk@harbour.example"
every = "2 hours"

[[feed]]
name = "Ministry of Lanterns"
url = "https://lanterns.example/rss.xml"

[[page]]
name = "Harbour Office"
url = "https://harbour.example/news?list=1#top"
every = "30 minutes"
within = "ul.board-list, #main td.title"
links = ["/news/view?seq=*", "https://harbour.example/en/*"]
skip = ["*print=1*"]
newest = 20
again = "1 day"
publisher = "Harbour Office"
language = "ko"
"""


def plan_of(tmp_path: Path, text: str) -> Plan:
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return load_plan(path)


def fault_of(tmp_path: Path, text: str) -> str:
    with pytest.raises(DragomanError) as told:
        plan_of(tmp_path, text)
    return str(told.value)


def test_all_that_can_be_said(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, FULL)
    two_hours, half_an_hour = datetime.timedelta(hours=2), datetime.timedelta(minutes=30)
    assert plan.contact == "desk@harbour.example"
    assert plan.watched == (
        Watched("feed", "Ministry of Lanterns", "https://lanterns.example/rss.xml", two_hours),
        Watched(
            "page",
            "Harbour Office",
            "https://harbour.example/news?list=1",
            half_an_hour,
            20,
            ("/news/view?seq=*", "https://harbour.example/en/*"),
            ("*print=1*",),
            "ul.board-list, #main td.title",
            False,
            datetime.timedelta(days=1),
            "Harbour Office",
            "ko",
        ),
    )


FEED = '[[feed]]\nname = "A"\nurl = "https://a.example/"\n'


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (FEED + 'linkz = ["/a*"]', 4, 'unknown key "linkz" in [[feed]] (did you mean "links"?)'),
        (FEED + 'within = "ul"', 4, 'unknown key "within" in [[feed]]'),
        ("[[feeds]]", 1, '[[feeds]] does not belong in this file (did you mean "feed"?)'),
        ('[[feed]]\nname = "A"', 1, 'lacks the key "url"'),
        ('[[feed]]\nurl = "https://a.example/"', 1, 'lacks the key "name"'),
        ('[[feed]]\nname = "A"\nurl = "file:///etc/passwd"', 3, "only http and https"),
        ('[[feed]]\nname = "A"\nurl = "https://lim:secret@a.example/"', 3, "user name or password"),
        (FEED + "every = 30", 4, '"every" must be a text in quotes'),
        (FEED + 'every = "often"', 4, 'write "30 minutes", "2 hours" or "1 day"'),
        (FEED + 'every = "1 minute"', 4, "too often"),
        (FEED + "newest = 0", 4, "whole number above nought"),
        (FEED + 'links = ["news/*"]', 4, "begin it with https://"),
        (FEED + 'language = "Korean"', 4, "two small letters"),
        (FEED + FEED, 4, 'the name "A" is taken by the entry on line 1'),
        (FEED + FEED.replace('"A"', '"B"'), 4, "is taken by the entry on line 1"),
        ('[[page]]\nname = "A"\nurl = "https://a.example/"\nwithin = "ul..x["', 4, "is no CSS selector"),
        ('[[page]]\nname = "A"\nurl = "https://a.example/"', 1, "does not say which links to read"),
        ('evry = "1 day"\n' + FEED, 1, 'unknown key "evry"'),
        (FEED + 'read = "all"', 4, '"all" is no read'),
        (FEED + 'read = "entries"\nskip = ["*x"]', 5, '"skip" is for pages'),
        (FEED + "name = oops", 4, "cannot read the value"),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, text: str, line: int, why: str) -> None:
    told = fault_of(tmp_path, text)
    assert why in told
    assert f"feeds.toml:{line}" in told or (line == 4 and "feeds.toml:" in told), told
    assert "secret" not in told
    assert "\n" not in told


def test_nothing_to_watch(tmp_path: Path) -> None:
    assert "names nothing to watch" in fault_of(tmp_path, "# none yet\n")
    with pytest.raises(DragomanError, match="there is no file"):
        load_plan(tmp_path / "other.toml")


def test_the_choice_of_links_is_known_again(tmp_path: Path) -> None:
    (one,) = plan_of(tmp_path, FEED).watched
    (same,) = plan_of(tmp_path, FEED + 'every = "1 day"\npublisher = "B"').watched
    (other,) = plan_of(tmp_path, FEED + 'skip = ["*/old/*"]').watched
    (entries,) = plan_of(tmp_path, FEED + 'read = "entries"').watched
    assert one.choice == same.choice
    assert len({one.choice, other.choice, entries.choice}) == 3


def test_the_docs_say_what_can_be_said(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "watch.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    plan = plan_of(tmp_path, example)
    assert [one.kind for one in plan.watched] == ["feed", "page"]
    table = page.split("| key | is |")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", " ".join(row.split("|")[1] for row in table.splitlines()[1:]))) == (
        FEED_KEYS | PAGE_KEYS
    )
