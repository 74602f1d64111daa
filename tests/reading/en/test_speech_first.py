"""Sentences of our own over every construction of speech: who, by which words, what, in which form.

The first hundred: written before the reader was mended by them.
"""

import pytest
from told import Claims, tells

REPORTING = frozenset({"said", "say", "says"})


def test_the_talks_have_failed_minister_baek_dong(claims: Claims) -> None:
    """“The talks have failed,” Minister Baek Dong-ryul said."""
    tells(claims, "The talks have failed", form="direct", by="Baek Dong-ryul", cue="said")


def test_ambassador_ha_seo_yun_replied_we_have(claims: Claims) -> None:
    """Ambassador Ha Seo-yun replied, “We have no quarrel with our neighbors.”"""
    tells(claims, "We have no quarrel with our neighbors", form="direct", by="Ha Seo-yun", cue="replied")


def test_the_ships_never_left_port_insisted_vice(claims: Claims) -> None:
    """“The ships never left port,” insisted Vice Minister Ri Kwang-ho."""
    tells(claims, "The ships never left port", form="direct", by="Ri Kwang-ho", cue="insisted")


def test_nobody_asked_us_the_envoy_complained(claims: Claims) -> None:
    """ "Nobody asked us," the envoy complained."""
    tells(claims, "Nobody asked us", form="direct", by="The envoy", cue="complained")


def test_we_shall_return_the_bodies_the_colonel(claims: Claims) -> None:
    """'We shall return the bodies,' the colonel told reporters."""
    tells(claims, "We shall return the bodies", form="direct", by="The colonel", cue="told")


def test_the_border_is_closed_the_ministry_announced(claims: Claims) -> None:
    """„The border is closed,” the ministry announced."""
    tells(claims, "The border is closed", form="direct", by="The ministry", cue="announced")


def test_the_offer_stands_said_ambassador_ha_seo(claims: Claims) -> None:
    """«The offer stands», said Ambassador Ha Seo-yun."""
    tells(claims, "The offer stands", form="direct", by="Ha Seo-yun", cue="said")


def test_the_pipeline_is_safe_the_operator_said(claims: Claims) -> None:
    """‘’The pipeline is safe,’’ the operator said."""
    tells(claims, "The pipeline is safe", form="direct", by="The operator", cue="said")


def test_the_ferry_sank_in_an_hour_captain(claims: Claims) -> None:
    """“The ferry sank in an hour,' Captain Jo Min-gyu recalled."""
    tells(claims, "The ferry sank in an hour", form="direct", by="Jo Min-gyu", cue="recalled")


def test_will_they_ever_come_back_asked_ambassador(claims: Claims) -> None:
    """“Will they ever come back?” asked Ambassador Ha Seo-yun."""
    tells(claims, "Will they ever come back", form="direct", by="Ha Seo-yun", cue="asked")


def test_get_out_of_our_waters_captain_jo(claims: Claims) -> None:
    """“Get out of our waters!” Captain Jo Min-gyu shouted."""
    tells(claims, "Get out of our waters", form="direct", by="Jo Min-gyu", cue="shouted")


def test_never_again_minister_baek_dong_ryul_vowed(claims: Claims) -> None:
    """“Never again,” Minister Baek Dong-ryul vowed."""
    tells(claims, "Never again", form="direct", by="Baek Dong-ryul", cue="vowed")


def test_our_patience_minister_baek_dong_ryul_warned(claims: Claims) -> None:
    """“Our patience,” Minister Baek Dong-ryul warned, “is not without end.”"""
    tells(claims, "Our patience … is not without end", form="direct", by="Baek Dong-ryul", cue="warned")


def test_the_road_to_kaesong_ambassador_ha_seo(claims: Claims) -> None:
    """“The road to Kaesong,” Ambassador Ha Seo-yun told reporters, “will stay closed until spring.”"""
    tells(claims, "The road to Kaesong … will stay closed until spring", form="direct", by="Ha Seo-yun", cue="told")


def test_if_they_fire_the_colonel_said_we(claims: Claims) -> None:
    """ "If they fire," the colonel said, "we will answer within the hour." """
    tells(claims, "If they fire … we will answer within the hour", form="direct", by="The colonel", cue="said")


def test_it_was_said_vice_minister_ri_kwang(claims: Claims) -> None:
    """“It was,” said Vice Minister Ri Kwang-ho, “the coldest welcome of my career.”"""
    tells(claims, "It was … the coldest welcome of my career", form="direct", by="Ri Kwang-ho", cue="said")


def test_we_know_she_said_what_they_loaded(claims: Claims) -> None:
    """“We know,” she said, “what they loaded in Nampo.”"""
    tells(claims, "We know … what they loaded in Nampo", form="direct", cue="said")


def test_the_vaccine_is_ready_professor_noh_eun(claims: Claims) -> None:
    """“The vaccine is ready,” Professor Noh Eun-chae said. “The planes are not.”"""
    tells(claims, "The planes are not", form="direct", by="Noh Eun-chae", cue="said")


def test_the_harbor_is_mined_the_admiral_said(claims: Claims) -> None:
    """“The harbor is mined,” the admiral said. “We found eleven charges on Monday.”"""
    tells(claims, "We found eleven charges on Monday", form="direct", by="The admiral", cue="said")


def test_the_freeze_holds_nobody_has_tested_anything(claims: Claims) -> None:
    """“The freeze holds. Nobody has tested anything since May,” Ambassador Ha Seo-yun said."""
    tells(claims, "Nobody has tested anything since May", form="direct", by="Ha Seo-yun", cue="said")


def test_minister_baek_dong_ryul_said_the_camp(claims: Claims) -> None:
    """Minister Baek Dong-ryul said the camp would close.

    “The families will go home before winter.”"""
    tells(claims, "The families will go home before winter", form="direct", by="Baek Dong-ryul", cue="said")


def test_the_train_leaves_tonight_minister_baek_dong(claims: Claims) -> None:
    """“The train leaves tonight,” Minister Baek Dong-ryul said. “It carries grain.

    “It also carries seed.”"""
    tells(claims, "It also carries seed", form="direct", by="Baek Dong-ryul", cue="said")


def test_the_gate_was_open_the_guards_were(claims: Claims) -> None:
    """“The gate was open. The guards were asleep.”

    That was how Captain Jo Min-gyu described the night of the escape."""
    tells(claims, "The gate was open", form="direct")


def test_minister_baek_dong_ryul_said_that_the(claims: Claims) -> None:
    """Minister Baek Dong-ryul said that the convoy had reached the border."""
    tells(claims, "the convoy had reached the border", form="indirect", by="Baek Dong-ryul", cue="said")


def test_the_ministry_announced_the_consulate_would_reopen(claims: Claims) -> None:
    """The ministry announced the consulate would reopen in May."""
    tells(claims, "the consulate would reopen in May", form="indirect", by="The ministry", cue="announced")


def test_the_envoy_told_lawmakers_that_the_deal(claims: Claims) -> None:
    """The envoy told lawmakers that the deal was dead."""
    tells(claims, "the deal was dead", form="indirect", by="The envoy", cue="told")


def test_ambassador_ha_seo_yun_warned_on_monday(claims: Claims) -> None:
    """Ambassador Ha Seo-yun warned on Monday that the river was rising."""
    tells(claims, "the river was rising", form="indirect", by="Ha Seo-yun", cue="warned")


def test_the_panel_concluded_that_four_tankers_had(claims: Claims) -> None:
    """The panel concluded that four tankers had changed their flags."""
    tells(claims, "four tankers had changed their flags", form="indirect", by="The panel", cue="concluded")


def test_the_party_newspaper_claimed_that_the_harvest(claims: Claims) -> None:
    """The party newspaper claimed that the harvest had doubled."""
    tells(claims, "the harvest had doubled", form="indirect", by="The party newspaper", cue="claimed")


def test_analysts_believe_the_reactor_was_shut_down(claims: Claims) -> None:
    """Analysts believe the reactor was shut down in March."""
    tells(claims, "the reactor was shut down in March", form="indirect", by="Analysts", cue="believe")


def test_officials_in_oslo_fear_that_the_ship(claims: Claims) -> None:
    """Officials in Oslo fear that the ship carries ammunition."""
    tells(claims, "the ship carries ammunition", form="indirect", by="Officials", cue="fear")


def test_the_senator_conceded_that_his_bill_had(claims: Claims) -> None:
    """The senator conceded that his bill had no chance."""
    tells(claims, "his bill had no chance", form="indirect", by="The senator", cue="conceded")


def test_two_former_aides_testified_that_the_safe(claims: Claims) -> None:
    """Two former aides testified that the safe was empty."""
    tells(claims, "the safe was empty", form="indirect", by="Two former aides", cue="testified")


def test_the_governor_boasted_that_his_state_had(claims: Claims) -> None:
    """The governor boasted that his state had paid nothing."""
    tells(claims, "his state had paid nothing", form="indirect", by="The governor", cue="boasted")


def test_critics_scoffed_that_the_map_was_older(claims: Claims) -> None:
    """Critics scoffed that the map was older than the treaty."""
    tells(claims, "the map was older than the treaty", form="indirect", by="Critics", cue="scoffed")


def test_the_survey_found_that_most_families_had(claims: Claims) -> None:
    """The survey found that most families had left the coast."""
    tells(claims, "most families had left the coast", form="indirect", by="The survey", cue="found")


def test_ambassador_ha_seo_yun_explained_why_the(claims: Claims) -> None:
    """Ambassador Ha Seo-yun explained why the talks had been moved to Vienna."""
    tells(claims, "why the talks had been moved to Vienna", form="indirect", by="Ha Seo-yun", cue="explained")


def test_reporters_asked_the_minister_whether_the_pilot(claims: Claims) -> None:
    """Reporters asked the minister whether the pilot was alive."""
    tells(claims, "whether the pilot was alive", form="indirect", by="Reporters", cue="asked")


def test_the_committee_noted_with_regret_that_no(claims: Claims) -> None:
    """The committee noted with regret that no reply had come."""
    tells(claims, "no reply had come", form="indirect", by="The committee", cue="noted with regret")


def test_the_chairman_ruled_that_the_vote_was(claims: Claims) -> None:
    """The chairman ruled that the vote was void."""
    tells(claims, "the vote was void", form="indirect", by="The chairman", cue="ruled")


def test_she_acknowledged_that_the_list_was_incomplete(claims: Claims) -> None:
    """She acknowledged that the list was incomplete."""
    tells(claims, "the list was incomplete", form="indirect", cue="acknowledged")


def test_the_company_denied_that_its_tankers_had(claims: Claims) -> None:
    """The company denied that its tankers had switched off their radios."""
    tells(claims, "its tankers had switched off their radios", form="indirect", by="The company", cue="denied that")


def test_the_ministry_called_the_launch_a_slap(claims: Claims) -> None:
    """The ministry called the launch “a slap in the face of every neighbor.”"""
    tells(claims, "the launch “a slap in the face of every neighbor.”", form="mixed", by="The ministry", cue="called")


def test_ambassador_ha_seo_yun_said_the_report(claims: Claims) -> None:
    """Ambassador Ha Seo-yun said the report was “long on adjectives and short on facts.”"""
    tells(claims, "the report was “long on adjectives and short on facts.”", form="mixed", by="Ha Seo-yun", cue="said")


def test_minister_baek_dong_ryul_described_the_offer(claims: Claims) -> None:
    """Minister Baek Dong-ryul described the offer as “a door painted on a wall.”"""
    tells(claims, "a door painted on a wall", form="mixed", by="Baek Dong-ryul", cue="described")


def test_the_colonel_warned_that_any_landing_would(claims: Claims) -> None:
    """The colonel warned that any landing would be met with “everything that floats.”"""
    tells(
        claims, "any landing would be met with “everything that floats.”", form="mixed", by="The colonel", cue="warned"
    )


def test_the_ferry_the_coast_guard_said_carried(claims: Claims) -> None:
    """The ferry, the coast guard said, carried twice its load."""
    tells(claims, "The ferry … carried twice its load", form="indirect", by="the coast guard", cue="said")


def test_the_dam_according_to_the_mayor_will(claims: Claims) -> None:
    """The dam, according to the mayor, will not survive the winter."""
    tells(claims, "The dam … will not survive the winter", form="indirect", by="the mayor", cue="according to")


def test_the_offer_ambassador_ha_seo_yun_wrote(claims: Claims) -> None:
    """The offer, Ambassador Ha Seo-yun wrote in a letter, is a trap."""
    tells(claims, "The offer … is a trap", form="indirect", by="Ha Seo-yun", cue="wrote")


def test_the_tunnel_was_dug_by_hand_the(claims: Claims) -> None:
    """The tunnel was dug by hand, the army reported on Friday."""
    tells(claims, "The tunnel was dug by hand", form="indirect", by="the army", cue="reported")


def test_the_price_of_rice_will_double_by(claims: Claims) -> None:
    """The price of rice will double by May, economists predict."""
    tells(claims, "The price of rice will double by May", form="indirect", by="economists", cue="predict")


def test_the_loan_was_repaid_in_full_said(claims: Claims) -> None:
    """The loan was repaid in full, said Noh Eun-chae, the bank's chief economist."""
    tells(claims, "The loan was repaid in full", form="indirect", by="Noh Eun-chae", cue="said")


def test_as_minister_baek_dong_ryul_put_it(claims: Claims) -> None:
    """As Minister Baek Dong-ryul put it last year, the border is a wound."""
    tells(claims, "the border is a wound", form="indirect", by="Baek Dong-ryul", cue="put it")


def test_as_the_envoy_noted_both_capitals_need(claims: Claims) -> None:
    """As the envoy noted, both capitals need the canal."""
    tells(claims, "both capitals need the canal", form="indirect", by="the envoy", cue="noted")


def test_according_to_the_coast_guard_two_boats(claims: Claims) -> None:
    """According to the coast guard, two boats crossed the line at dawn."""
    tells(claims, "two boats crossed the line at dawn", form="indirect", by="the coast guard", cue="According to")


def test_the_factory_makes_nothing_but_shoes_according(claims: Claims) -> None:
    """The factory makes nothing but shoes, according to three former workers."""
    tells(claims, "The factory makes nothing but shoes", form="indirect", by="workers", cue="according to")


def test_according_to_a_report_by_the_panel(claims: Claims) -> None:
    """According to a report by the panel, coal left the port at night."""
    tells(claims, "coal left the port at night", form="indirect", by="a report", cue="According to")


def test_the_convoy_was_reported_to_have_turned(claims: Claims) -> None:
    """The convoy was reported to have turned back."""
    tells(claims, "The convoy … have turned back", form="indirect", cue="reported")


def test_the_general_is_said_to_have_fled(claims: Claims) -> None:
    """The general is said to have fled by boat."""
    tells(claims, "The general … have fled by boat", form="indirect", cue="said")


def test_it_was_announced_that_the_summit_would(claims: Claims) -> None:
    """It was announced that the summit would move to Bergen."""
    tells(claims, "the summit would move to Bergen", form="indirect", cue="announced")


def test_it_was_agreed_that_the_hotline_will(claims: Claims) -> None:
    """It was agreed that the hotline will be tested every Monday."""
    tells(claims, "the hotline will be tested every Monday", form="indirect", cue="agreed")


def test_the_pilot_was_quoted_as_saying_that(claims: Claims) -> None:
    """The pilot was quoted as saying that his instruments had failed."""
    tells(claims, "his instruments had failed", form="indirect", by="The pilot", cue="quoted as saying")


def test_the_daily_quoted_an_officer_as_saying(claims: Claims) -> None:
    """The daily quoted an officer as saying that the radar was blind."""
    tells(claims, "the radar was blind", form="indirect", by="an officer", cue="quoted an officer as saying")


def test_lawmakers_were_told_by_the_minister_that(claims: Claims) -> None:
    """Lawmakers were told by the minister that the money was gone."""
    tells(claims, "the money was gone", form="indirect", by="the minister", cue="told")


def test_families_were_informed_that_the_search_had(claims: Claims) -> None:
    """Families were informed that the search had ended."""
    tells(claims, "the search had ended", form="indirect", cue="informed")


def test_the_clinic_was_accused_by_the_union(claims: Claims) -> None:
    """The clinic was accused by the union of hiding its losses."""
    tells(claims, "hiding its losses", form="indirect", by="the union", cue="accused")


def test_the_council_urged_both_armies_to_leave(claims: Claims) -> None:
    """The council urged both armies to leave the valley."""
    tells(claims, "both armies to leave the valley", form="indirect", by="The council", cue="urged")


def test_kenya_called_on_the_donors_to_publish(claims: Claims) -> None:
    """Kenya called on the donors to publish their lists."""
    tells(claims, "publish their lists", form="indirect", by="Kenya", cue="called on")


def test_the_ministry_pledged_to_repair_the_dam(claims: Claims) -> None:
    """The ministry pledged to repair the dam by June."""
    tells(claims, "repair the dam by June", form="indirect", by="The ministry", cue="pledged")


def test_ambassador_ha_seo_yun_appealed_to_the(claims: Claims) -> None:
    """Ambassador Ha Seo-yun appealed to the shipowners to turn back."""
    tells(claims, "turn back", form="indirect", by="Ha Seo-yun", cue="appealed to")


def test_the_delegation_emphasized_the_need_for_a(claims: Claims) -> None:
    """The delegation emphasized the need for a joint search of the lake."""
    tells(claims, "the need for a joint search of the lake", form="indirect", by="The delegation", cue="emphasized")


def test_minister_baek_dong_ryul_called_for_an(claims: Claims) -> None:
    """Minister Baek Dong-ryul called for an end to the blockade."""
    tells(claims, "an end to the blockade", form="indirect", by="Baek Dong-ryul", cue="called for")


def test_the_union_demanded_that_the_pilots_be(claims: Claims) -> None:
    """The union demanded that the pilots be released."""
    tells(claims, "the pilots be released", form="indirect", by="The union", cue="demanded")


def test_the_two_ministers_agreed_to_reopen_the(claims: Claims) -> None:
    """The two ministers agreed to reopen the bridge in May."""
    tells(claims, "reopen the bridge in May", form="indirect", by="The two ministers", cue="agreed")


def test_the_council_condemned_the_seizure_of_the(claims: Claims) -> None:
    """The council condemned the seizure of the ferry."""
    tells(claims, "the seizure of the ferry", form="indirect", by="The council", cue="condemned")


def test_ambassador_ha_seo_yun_expressed_concern_over(claims: Claims) -> None:
    """Ambassador Ha Seo-yun expressed concern over the fate of the crew."""
    tells(claims, "the fate of the crew", form="indirect", by="Ha Seo-yun", cue="expressed concern over")


def test_norway_welcomed_the_release_of_the_fishermen(claims: Claims) -> None:
    """Norway welcomed the release of the fishermen."""
    tells(claims, "the release of the fishermen", form="indirect", by="Norway", cue="welcomed")


def test_the_opposition_accused_the_cabinet_of_selling(claims: Claims) -> None:
    """The opposition accused the cabinet of selling the harbor."""
    tells(claims, "selling the harbor", form="indirect", by="The opposition", cue="accused")


def test_the_minister_thanked_qatar_for_its_patience(claims: Claims) -> None:
    """The minister thanked Qatar for its patience."""
    tells(claims, "Qatar for its patience", form="indirect", by="The minister", cue="thanked")


def test_the_bishop_lashed_out_at_the_new(claims: Claims) -> None:
    """The bishop lashed out at the new tax."""
    tells(claims, "the new tax", form="indirect", by="The bishop", cue="lashed out at")


def test_the_agency_reported_that_minister_baek_dong(claims: Claims) -> None:
    """The agency reported that Minister Baek Dong-ryul had promised that the mine would close."""
    tells(claims, "the mine would close", form="indirect", by="Baek Dong-ryul", cue="promised")


def test_the_envoy_said_kim_had_told_him(claims: Claims) -> None:
    """The envoy said Kim had told him that the prisoners were alive."""
    tells(claims, "the prisoners were alive", form="indirect", by="Kim", cue="told")


def test_our_partners_have_told_us_that_the(claims: Claims) -> None:
    """“Our partners have told us that the money is ready,” Ambassador Ha Seo-yun said."""
    tells(claims, "the money is ready", form="indirect", by="partners", cue="told")


def test_the_ministry_said_in_a_report_that(claims: Claims) -> None:
    """The ministry said in a report that the river was poisoned."""
    tells(claims, "the river was poisoned", form="indirect", by="The ministry", cue="said")


def test_minister_baek_dong_ryul_said_he_believes(claims: Claims) -> None:
    """Minister Baek Dong-ryul said he believes that the crew is alive."""
    tells(claims, "he believes that the crew is alive", form="indirect", by="Baek Dong-ryul", cue="said")


def test_a_senior_diplomat_who_asked_not_to(claims: Claims) -> None:
    """A senior diplomat, who asked not to be named, said the list was a forgery."""
    tells(claims, "the list was a forgery", form="indirect", by="A senior diplomat", cue="said")


def test_noh_eun_chae_a_professor_of_law(claims: Claims) -> None:
    """Noh Eun-chae, a professor of law in Bergen, argued that the court had no such power."""
    tells(claims, "the court had no such power", form="indirect", by="Noh Eun-chae", cue="argued")


def test_captain_jo_min_gyu_whose_ship_was(claims: Claims) -> None:
    """Captain Jo Min-gyu, whose ship was seized in June, told the court that he had seen no flag."""
    tells(claims, "he had seen no flag", form="indirect", by="Jo Min-gyu", cue="told")


def test_the_governor_who_has_led_the_province(claims: Claims) -> None:
    """The governor, who has led the province since the war, said on Sunday that the dam would hold."""
    tells(claims, "the dam would hold", form="indirect", by="The governor", cue="said")


def test_the_ministry_rejected_the_offer_saying_that(claims: Claims) -> None:
    """The ministry rejected the offer, saying that it changed nothing."""
    tells(claims, "it changed nothing", form="indirect", by="The ministry", cue="saying")


def test_ambassador_ha_seo_yun_said_the_fleet(claims: Claims) -> None:
    """Ambassador Ha Seo-yun said the fleet had left, adding that it would be back."""
    tells(claims, "it would be back", form="indirect", by="Ha Seo-yun", cue="adding")


def test_saying_that_the_winter_would_be_hard(claims: Claims) -> None:
    """Saying that the winter would be hard, the minister asked for blankets."""
    tells(claims, "blankets", form="indirect", by="the minister", cue="asked for")


def test_minister_baek_dong_ryul_said_the_camp_2(claims: Claims) -> None:
    """Minister Baek Dong-ryul said the camp would close. He also said that the guards would stay."""
    tells(claims, "the guards would stay", form="indirect", by="Baek Dong-ryul", cue="said")


def test_the_ministry_said_it_will_open_an(claims: Claims) -> None:
    """The ministry said it will open an office in Bergen. It will also hire ten interpreters."""
    tells(claims, "It will also hire ten interpreters", form="indirect", by="The ministry", cue="said")


@pytest.mark.xfail(strict=True, reason="the parse draws the main verb into the clause of the noun")
def test_the_minister_s_claim_that_the_dam(claims: Claims) -> None:
    """The minister's claim that the dam is safe surprised nobody."""
    tells(claims, "the dam is safe", form="indirect", by="The minister", cue="claim")


def test_in_the_words_of_the_judge_the(claims: Claims) -> None:
    """In the words of the judge, “the contract was a joke.”"""
    tells(claims, "the contract was a joke", form="direct", by="the judge", cue="words of")


def test_mr_osei_the_ship_will_sail_on(claims: Claims) -> None:
    """Kind: transcript
    MR. OSEI: The ship will sail on Friday."""
    tells(claims, "The ship will sail on Friday", form="direct", by="Osei", cue="MR. OSEI")


def test_q_will_the_ship_sail_on_friday(claims: Claims) -> None:
    """Kind: transcript
    Q: Will the ship sail on Friday?"""
    tells(claims, "Will the ship sail on Friday", form="direct")


def test_the_army_bought_a_boat_named_morning(claims: Claims) -> None:
    """The army bought a boat named “Morning Calm” in May."""
    tells(claims, "The army bought a boat named “Morning Calm” in May", form="document")


def test_minister_baek_dong_ryul_said_the_volunteers(claims: Claims) -> None:
    """Minister Baek Dong-ryul said the “volunteers” had left."""
    tells(claims, "the “volunteers” had left", form="mixed", by="Baek Dong-ryul", cue="said")


def test_the_council_may_urge_both_sides_to(claims: Claims) -> None:
    """The council may urge both sides to talk."""
    tells(claims, "The council may urge both sides to talk", form="document")


def test_no_country_recognized_the_annexation(claims: Claims) -> None:
    """No country recognized the annexation."""
    tells(claims, "No country recognized the annexation", form="document")


def test_if_the_ministry_says_so_the_ships(claims: Claims) -> None:
    """If the ministry says so, the ships will turn."""
    assert all(c.cue not in REPORTING for c in claims)


def test_the_envoy_did_not_say_that_the(claims: Claims) -> None:
    """The envoy did not say that the talks had failed."""
    assert all(c.cue not in REPORTING for c in claims)
