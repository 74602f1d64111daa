"""The title grammar: long posts, apposition, ranks, foreign names; and what looks like a person and is none."""

from collections.abc import Callable

import pytest

from dragoman.record import Reading

# A sentence, and the full names of the people in it. All invented.
PEOPLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Special Representative for Korean Peninsula Peace and Security Affairs Noh Seung-woo met the press.",
        ("Noh Seung-woo",),
    ),
    ("Director General for Asian and Oceanian Affairs Hayato Kurosawa met the press.", ("Hayato Kurosawa",)),
    ("Ambassador to Belgium and the EU Noh Seunghyun opened the fair.", ("Noh Seunghyun",)),
    ("Republic of Korea (ROK) First Vice Foreign Minister Noh Seunghyun opened the fair.", ("Noh Seunghyun",)),
    (
        "Deputy Assistant Secretary of State for East Asian and Pacific Affairs Oscar Lindqvist spoke.",
        ("Oscar Lindqvist",),
    ),
    (
        "Under Secretary of the Treasury for Terrorism and Financial Intelligence Oscar Lindqvist spoke.",
        ("Oscar Lindqvist",),
    ),
    ("Gen. Oscar Lindqvist, commander of the combined forces, spoke.", ("Oscar Lindqvist",)),
    ("Lt. Gen. Bernard Okafor spoke.", ("Bernard Okafor",)),
    ("Rear Admiral Bernard Okafor spoke.", ("Bernard Okafor",)),
    ("Rep. Julia Hartmann and Sen. Bernard Okafor wrote the bill.", ("Julia Hartmann", "Bernard Okafor")),
    ("H.E. Bernard Okafor, Minister for Foreign Affairs of Mongolia, spoke.", ("Bernard Okafor",)),
    ("His Excellency Tumurbaatar Ganzorig spoke.", ("Tumurbaatar Ganzorig",)),
    ("Former President Tumurbaatar Ganzorig spoke.", ("Tumurbaatar Ganzorig",)),
    ("Then-foreign minister Tumurbaatar Ganzorig signed it.", ("Tumurbaatar Ganzorig",)),
    ("Acting Defense Minister Noh Seung-woo signed it.", ("Noh Seung-woo",)),
    ("Foreign ministry spokesman Bernard Okafor denied it.", ("Bernard Okafor",)),
    ("Another senior unification ministry official Noh Seung-woo denied it.", ("Noh Seung-woo",)),
    ("The ministry's spokesperson, Noh Seung-woo, denied it.", ("Noh Seung-woo",)),
    ("Noh Seung-woo, the foreign minister, denied it.", ("Noh Seung-woo",)),
    ("Prime Minister of the Lao People's Democratic Republic Bounthavy Keola left.", ("Bounthavy Keola",)),
    (
        "Chinese Foreign Minister Luo Yifan met Russian Deputy Foreign Minister Gleb Tarasov.",
        ("Luo Yifan", "Gleb Tarasov"),
    ),
    ("Secretary-General of the Commonwealth Bernard Okafor left.", ("Bernard Okafor",)),
    ("UN Special Rapporteur on human rights in Freedonia Bernard Okafor left.", ("Bernard Okafor",)),
    ("Chairman of the Joint Chiefs of Staff Gen. Oscar Lindqvist left.", ("Oscar Lindqvist",)),
    ("National Security Advisor Julia Hartmann left.", ("Julia Hartmann",)),
    ("Presidential aide Bernard Okafor left.", ("Bernard Okafor",)),
    ("President-elect Bernard Okafor left.", ("Bernard Okafor",)),
    ("King Oluwaseun IV left.", ("Oluwaseun IV",)),
    ("Mr. Okafor left.", ("Okafor",)),
    ("Minister of Economy, Trade and Industry Hayato Kurosawa left.", ("Hayato Kurosawa",)),
    ("Minister of Land, Infrastructure and Transport Noh Seung-woo left.", ("Noh Seung-woo",)),
    ("Foreign Ministers Julia Hartmann and Bernard Okafor left.", ("Julia Hartmann", "Bernard Okafor")),
    (
        "High Representative of the European Union for Foreign Affairs and Security Policy Julia Hartmann left.",
        ("Julia Hartmann",),
    ),
    ("Julie van den Berg left.", ("Julie van den Berg",)),
    # Nobody
    ("The fund gives Official Development Assistance to twelve states.", ()),
    ("SEOUL, Jan. 4 (Invented Press) -- The fund was closed.", ()),
    ("The Secretary will travel to Rome in May.", ()),
    ("The General Assembly and the Security Council met.", ()),
    ("Chief Executive Officer pay rose.", ()),
    ("The Charles River froze.", ()),
    ("The Victoria Declaration was signed.", ()),
    ("The Prime Minister’s Office was closed.", ()),
    ("Press Release No. 4 was late.", ()),
)


@pytest.mark.parametrize(("sentence", "people"), PEOPLE)
def test_people(read: Callable[[str], Reading], sentence: str, people: tuple[str, ...]) -> None:
    named = [m.name for m in read(sentence).mentions if m.kind == "person" and m.how != "pronoun"]
    assert tuple(dict.fromkeys(named)) == people
