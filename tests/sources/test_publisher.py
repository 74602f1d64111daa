from collections.abc import Callable

import pytest

from dragoman.dossier import Dossier
from dragoman.sources import Sourced
from dragoman.sources.publisher import host_of, site_or_actor

Read = Callable[..., Sourced]
BODY = "The two harbours will share their lamps this winter, officials of both said after two days of long talks."


@pytest.mark.parametrize(
    ("page", "actor", "name"),
    [
        (f"{BODY}\n\nSource: Ministry of Lanterns, Norland", "norland.lanterns", "Ministry of Lanterns, Norland"),
        (f"{BODY}\n\nCopyright 2021 Tidings. All rights reserved.", "media.tidings", "Tidings"),
        (f"{BODY}\n\n<Copyright ⓒ The Pier Daily, All rights reserved>", None, "The Pier Daily"),
        (f"PORT ELLA, March 4 (Tidings) -- {BODY}", "media.tidings", "Tidings"),
        (f"{BODY} (Tidings)", "media.tidings", "Tidings"),
        (f"등불부 누리집\n\n등불부, 겨울 등불 계획 발표\n\n{BODY}", "norland.lanterns", "등불부 누리집"),
        (f"{BODY}\n\nSource: N/A", None, None),
        (BODY, None, None),
    ],
)
def test_who_published(page: str, actor: str | None, name: str | None, read: Read) -> None:
    publisher = read(page).document.publisher
    assert (publisher.actor, publisher.name) == (actor, name)


def test_another_states_ministry_of_the_same_name_is_not_this_one(dossier: Dossier) -> None:
    assert site_or_actor("Ministry of Lanterns", dossier)[1] == "norland.lanterns"
    assert site_or_actor("Ministry of Lanterns of Sudland", dossier)[1] is None
    assert site_or_actor("The Tidings Herald", dossier)[1] is None


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (f"Press Releases\n\nHarbours to share lamps in winter\n\n{BODY}", "press-release"),
        (f"보도자료\n\n항구, 겨울 등불 공유하기로 합의\n\n{BODY}", "press-release"),
        (f"{BODY}\n\nFormat: Speech", "speech"),
        (f"Remarks by Minister Ada Quill at the Harbour Forum\n\n{BODY}", "speech"),
        (f"Joint Statement of the Two Harbours on Lamps\n\n{BODY}", "joint-statement"),
        (f"Two Straits Leaders’ Statement\n\n{BODY}", "joint-statement"),
        (f"Press Briefing by Spokesperson Tom Weller\n\n{BODY}", "transcript"),
        (f"FACT SHEET: Lamps for All Harbours This Winter\n\n{BODY}", "report"),
        (f"All News\n\nHarbours to share lamps in winter\n\n{BODY}", "news"),
        (f"Harbours welcome joint statement on lamps\n\nPORT ELLA, March 4 (Tidings) -- {BODY}", "news"),
        (f"Harbours to hold press conference on lamps\n\n{BODY}", "other"),
    ],
)
def test_what_kind_of_document(page: str, kind: str, read: Read) -> None:
    assert read(page).document.kind == kind


def test_hosts() -> None:
    assert host_of("https://WWW.Lanterns.example:8080/a") == "www.lanterns.example"
    assert host_of("not an address") == host_of(None) == host_of("http://[broken") == ""
