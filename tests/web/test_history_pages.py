"""What the page of a document says where it was corrected or withdrawn."""

from pathlib import Path

from fastapi.testclient import TestClient

from dragoman.dossier import load_dossier
from dragoman.store import Record
from dragoman.web.app import make_app
from dragoman.web.house import House
from invented_readings import HOUR, Clock, Said, document_of, read

BY = {"reader": "reader-1", "dossier": "dossier-1"}
PLACE = "https://mfa.marsovia.example/coal"


def test_a_page_says_that_it_was_corrected_or_withdrawn(tmp_path: Path) -> None:
    ids, clock = [], Clock()
    with Record.open(tmp_path / "dragoman.db", clock=clock) as record:
        for crowns in (40, 4):
            document, data = document_of(f"Coal\nTarnia should pay {crowns} crowns.", source=PLACE)
            record.add(read(document, [Said([f"pay {crowns} crowns"], kind="call")]), data, **BY)
            record.link()
            clock.now += HOUR
            ids.append(document.id)
        older, newer = ids
        client = TestClient(make_app(House.of(record, load_dossier(), clock=clock)), base_url="http://127.0.0.1:8765")
        page = client.get(f"/document/{older}").text
        assert "Corrected on 2024-03-04 by its publisher" in page
        assert f"/document/{newer}" in page
        assert client.get(f"/document/{older}.json").json()["corrected"]["by"] == newer
        assert "Corrected on" not in client.get(f"/document/{newer}").text
        record.withdraw_document(newer, by="Ada", why="<b>forged</b>")
        gone = client.get(f"/document/{newer}")
        assert gone.status_code == 410
        assert f"document {newer} was withdrawn on 2024-03-04 by Ada: &lt;b&gt;forged" in gone.text
        assert "Corrected on" not in client.get(f"/document/{older}").text
