"""Sentences of our own over every construction of speech: who, by which words, what, in which form.

The second hundred: written after the first, before any of them was read.
"""

import pytest
from told import Claims, tells

REPORTING = frozenset({"said", "say", "says"})


def test_the_strike_is_over_said_petra_nyland(claims: Claims) -> None:
    """“The strike is over,” said Petra Nyland, who leads the dockers' union."""
    tells(claims, "The strike is over", form="direct", by="Petra Nyland", cue="said")


def test_petra_nyland_said_the_strike_is_over(claims: Claims) -> None:
    """Petra Nyland said: “The strike is over.”"""
    tells(claims, "The strike is over", form="direct", by="Petra Nyland", cue="said")


def test_i_have_never_met_the_man_senator(claims: Claims) -> None:
    """ "I have never met the man," Senator Amadi told a court in Lagos on Tuesday."""
    tells(claims, "I have never met the man", form="direct", by="Amadi", cue="told")


def test_the_treaty_is_not_a_menu_the(claims: Claims) -> None:
    """“The treaty is not a menu,” the chancellor remarked dryly."""
    tells(claims, "The treaty is not a menu", form="direct", by="The chancellor", cue="remarked")


def test_who_pays_the_auditor_wondered(claims: Claims) -> None:
    """“Who pays?” the auditor wondered."""
    tells(claims, "Who pays", form="direct", by="The auditor", cue="wondered")


def test_enough_is_enough_tweeted_governor_amadi(claims: Claims) -> None:
    """“Enough is enough,” tweeted Governor Amadi."""
    tells(claims, "Enough is enough", form="direct", by="Amadi", cue="tweeted")


def test_in_a_letter_to_the_council_petra(claims: Claims) -> None:
    """In a letter to the council, Petra Nyland wrote, “The cranes are rusting.”"""
    tells(claims, "The cranes are rusting", form="direct", by="Petra Nyland", cue="wrote")


def test_the_island_the_foreign_ministry_said_in(claims: Claims) -> None:
    """“The island,” the foreign ministry said in a statement, “has never been for sale.”"""
    tells(claims, "The island … has never been for sale", form="direct", by="The foreign ministry", cue="said")


def test_our_fleet_added_admiral_castellan_was_never(claims: Claims) -> None:
    """ "Our fleet," added Admiral Castellan, "was never in danger." """
    tells(claims, "Our fleet … was never in danger", form="direct", by="Castellan", cue="added")


def test_you_can_lock_the_gate_petra_nyland(claims: Claims) -> None:
    """“You can lock the gate,” Petra Nyland warned, “but you cannot lock the sea.”"""
    tells(claims, "you cannot lock the sea", form="direct", by="Petra Nyland", cue="warned")


def test_the_tests_were_clean_the_laboratory_said(claims: Claims) -> None:
    """“The tests were clean,” the laboratory said. “The samples were old.”"""
    tells(claims, "The samples were old", form="direct", by="The laboratory", cue="said")


def test_the_roof_fell_first_then_the_wall(claims: Claims) -> None:
    """“The roof fell first. Then the wall went,” a survivor told the local radio."""
    tells(claims, "The roof fell first", form="direct", by="A survivor", cue="told")


def test_governor_amadi_defended_the_dam_n_it(claims: Claims) -> None:
    """Governor Amadi defended the dam.

    “It has fed two provinces,” he said.

    “It will feed a third.”"""
    tells(claims, "It will feed a third", form="direct", by="Amadi", cue="said")


def test_the_court_has_spoken_governor_amadi_said(claims: Claims) -> None:
    """“The court has spoken,” Governor Amadi said.

    “No,” replied Petra Nyland. “The court has mumbled.”"""
    tells(claims, "The court has mumbled", form="direct", by="Petra Nyland", cue="replied")


def test_the_president_told_the_assembly_that_the(claims: Claims) -> None:
    """The president told the assembly that the reserves would last until autumn."""
    tells(claims, "the reserves would last until autumn", form="indirect", by="The president", cue="told")


def test_the_finance_minister_predicted_that_the_deficit(claims: Claims) -> None:
    """The finance minister predicted that the deficit will shrink by half."""
    tells(claims, "the deficit will shrink by half", form="indirect", by="The finance minister", cue="predicted")


def test_moscow_has_repeatedly_said_that_it_does(claims: Claims) -> None:
    """Moscow has repeatedly said that it does not recognize the line."""
    tells(claims, "it does not recognize the line", form="indirect", by="Russia", cue="said")


def test_the_white_house_declined_to_comment_but(claims: Claims) -> None:
    """The White House declined to comment, but an aide said the visit was still on."""
    tells(claims, "the visit was still on", form="indirect", by="an aide", cue="said")


def test_residents_say_the_well_has_been_dry(claims: Claims) -> None:
    """Residents say the well has been dry since August."""
    tells(claims, "the well has been dry since August", form="indirect", by="Residents", cue="say")


def test_prosecutors_allege_that_the_broker_hid_the(claims: Claims) -> None:
    """Prosecutors allege that the broker hid the cargo in Macau."""
    tells(claims, "the broker hid the cargo in Macau", form="indirect", by="Prosecutors", cue="allege")


def test_the_memo_states_that_no_refund_is(claims: Claims) -> None:
    """The memo states that no refund is due."""
    tells(claims, "no refund is due", form="indirect", by="The memo", cue="states")


def test_a_poll_released_on_monday_showed_that(claims: Claims) -> None:
    """A poll released on Monday showed that half of the voters trust neither party."""
    tells(claims, "half of the voters trust neither party", form="indirect", by="A poll", cue="showed")


def test_the_court_heard_that_the_captain_had(claims: Claims) -> None:
    """The court heard that the captain had been asleep."""
    tells(claims, "the captain had been asleep", form="indirect", by="The court", cue="heard")


def test_the_coach_admitted_he_had_lied_about(claims: Claims) -> None:
    """The coach admitted he had lied about the fee."""
    tells(claims, "he had lied about the fee", form="indirect", by="The coach", cue="admitted")


def test_investigators_suspect_the_fire_was_set_on(claims: Claims) -> None:
    """Investigators suspect the fire was set on purpose."""
    tells(claims, "the fire was set on purpose", form="indirect", by="Investigators", cue="suspect")


def test_the_bank_s_lawyers_argued_in_court(claims: Claims) -> None:
    """The bank's lawyers argued in court that the contract was void and that the fee was legal."""
    tells(claims, "the fee was legal", form="indirect", by="lawyers", cue="argued")


def test_governor_amadi_insisted_the_bridge_was_safe(claims: Claims) -> None:
    """Governor Amadi insisted the bridge was safe."""
    tells(claims, "the bridge was safe", form="indirect", by="Amadi", cue="insisted")


def test_the_delegate_from_chad_asked_how_the(claims: Claims) -> None:
    """The delegate from Chad asked how the money had been spent."""
    tells(claims, "how the money had been spent", form="indirect", by="The delegate", cue="asked")


def test_the_minister_did_not_explain_why_the(claims: Claims) -> None:
    """The minister did not explain why the ship had sailed without lights."""
    tells(claims, "The minister did not explain why the ship had sailed without lights", form="document")


def test_opposition_leaders_contend_that_the_count_was(claims: Claims) -> None:
    """Opposition leaders contend that the count was rigged."""
    tells(claims, "the count was rigged", form="indirect", by="leaders", cue="contend")


def test_the_rebels_threatened_to_burn_the_depot(claims: Claims) -> None:
    """The rebels threatened to burn the depot."""
    tells(claims, "burn the depot", form="indirect", by="The rebels", cue="threatened")


def test_the_envoy_reiterated_that_sanctions_would_be(claims: Claims) -> None:
    """The envoy reiterated that sanctions would be lifted only after inspections."""
    tells(claims, "sanctions would be lifted only after inspections", form="indirect", by="The envoy", cue="reiterated")


def test_the_foreign_minister_stressed_the_importance_of(claims: Claims) -> None:
    """The foreign minister stressed the importance of open sea lanes."""
    tells(claims, "the importance of open sea lanes", form="indirect", by="The foreign minister", cue="stressed")


def test_the_heads_of_mission_exchanged_views_on(claims: Claims) -> None:
    """The heads of mission exchanged views on the future of the canal."""
    tells(claims, "the future of the canal", form="indirect", by="The heads", cue="exchanged views on")


def test_the_two_sides_discussed_ways_to_reopen(claims: Claims) -> None:
    """The two sides discussed ways to reopen the railway."""
    tells(claims, "ways to reopen the railway", form="indirect", by="The two sides", cue="discussed")


def test_ambassador_castellan_gave_a_lecture_on_the(claims: Claims) -> None:
    """Ambassador Castellan gave a lecture on the law of the sea."""
    tells(claims, "the law of the sea", form="indirect", by="Castellan", cue="gave a lecture on")


def test_the_premier_expressed_hope_that_the_ferry(claims: Claims) -> None:
    """The premier expressed hope that the ferry would sail again."""
    tells(claims, "the ferry would sail again", form="indirect", by="The premier", cue="expressed hope")


def test_the_delegation_voiced_support_for_a_joint(claims: Claims) -> None:
    """The delegation voiced support for a joint fishing zone."""
    tells(claims, "a joint fishing zone", form="indirect", by="The delegation", cue="voiced support for")


def test_the_parliament_rejected_the_idea_of_a(claims: Claims) -> None:
    """The parliament rejected the idea of a second referendum."""
    tells(claims, "the idea of a second referendum", form="indirect", by="The parliament", cue="rejected")


def test_the_newspaper_branded_the_minister_a_tourist(claims: Claims) -> None:
    """The newspaper branded the minister “a tourist in his own office.”"""
    tells(claims, "the minister “a tourist in his own office.”", form="mixed", by="The newspaper", cue="branded")


def test_petra_nyland_said_the_offer_was_an(claims: Claims) -> None:
    """Petra Nyland said the offer was “an insult to every docker” and that the strike would go on."""
    tells(claims, "the strike would go on", form="indirect", by="Petra Nyland", cue="said")


def test_governor_amadi_called_on_farmers_to_plant(claims: Claims) -> None:
    """Governor Amadi called on farmers to “plant every inch” of the delta."""
    tells(claims, "“plant every inch” of the delta", form="mixed", by="Amadi", cue="called on")


def test_the_regime_s_radio_denounced_the_drill(claims: Claims) -> None:
    """The regime's radio denounced the drill as a rehearsal for war."""
    tells(claims, "the drill as a rehearsal for war", form="indirect", by="radio", cue="denounced")


def test_the_bishops_praised_the_truce(claims: Claims) -> None:
    """The bishops praised the truce."""
    tells(claims, "the truce", form="indirect", by="The bishops", cue="praised")


def test_the_mayor_blamed_the_flood_on_the(claims: Claims) -> None:
    """The mayor blamed the flood on the new canal."""
    tells(claims, "the flood on the new canal", form="indirect", by="The mayor", cue="blamed")


def test_the_court_criticized_the_police_for_the(claims: Claims) -> None:
    """The court criticized the police for the delay."""
    tells(claims, "the police for the delay", form="indirect", by="The court", cue="criticized")


def test_the_judge_she_added_had_never_read(claims: Claims) -> None:
    """The judge, she added, had never read the file."""
    tells(claims, "The judge … had never read the file", form="indirect", cue="added")


def test_the_plan_would_governor_amadi_argued_ruin(claims: Claims) -> None:
    """The plan would, Governor Amadi argued, ruin the port."""
    tells(claims, "The plan would … ruin the port", form="indirect", by="Amadi", cue="argued")


def test_half_of_the_grain_officials_say_was(claims: Claims) -> None:
    """Half of the grain, officials say, was lost at sea."""
    tells(claims, "Half of the grain … was lost at sea", form="indirect", by="officials", cue="say")


def test_the_vaccine_researchers_at_the_institute_reported(claims: Claims) -> None:
    """The vaccine, researchers at the institute reported on Thursday, works in cats."""
    tells(claims, "The vaccine … works in cats", form="indirect", by="researchers", cue="reported")


def test_the_wreck_lies_according_to_the_navy(claims: Claims) -> None:
    """The wreck lies, according to the navy, in two hundred meters of water."""
    tells(claims, "The wreck lies … in two hundred meters of water", form="indirect", by="the navy", cue="according to")


def test_the_mine_will_close_in_june_petra(claims: Claims) -> None:
    """The mine will close in June, Petra Nyland said."""
    tells(claims, "The mine will close in June", form="indirect", by="Petra Nyland", cue="said")


def test_the_harvest_has_failed_the_agency_said(claims: Claims) -> None:
    """The harvest has failed, the agency said in its weekly report."""
    tells(claims, "The harvest has failed", form="indirect", by="the agency", cue="said")


@pytest.mark.xfail(strict=True, reason="the parse takes the verb at the end for a noun")
def test_prices_will_fall_the_central_bank_predicts(claims: Claims) -> None:
    """Prices will fall, the central bank predicts."""
    tells(claims, "Prices will fall", form="indirect", by="the central bank", cue="predicts")


def test_the_pilots_were_exhausted_explained_admiral_castellan(claims: Claims) -> None:
    """The pilots were exhausted, explained Admiral Castellan."""
    tells(claims, "The pilots were exhausted", form="indirect", by="Castellan", cue="explained")


def test_according_to_admiral_castellan_the_radar_was(claims: Claims) -> None:
    """According to Admiral Castellan, the radar was switched off."""
    tells(claims, "the radar was switched off", form="indirect", by="Castellan", cue="According to")


def test_according_to_people_briefed_on_the_talks(claims: Claims) -> None:
    """According to people briefed on the talks, the draft has eleven articles."""
    tells(claims, "the draft has eleven articles", form="indirect", by="people", cue="According to")


def test_the_site_was_empty_by_may_according(claims: Claims) -> None:
    """The site was empty by May, according to satellite images."""
    tells(claims, "The site was empty by May", form="indirect", by="satellite images", cue="according to")


def test_the_tanker_is_believed_to_have_changed(claims: Claims) -> None:
    """The tanker is believed to have changed its name twice."""
    tells(claims, "The tanker … have changed its name twice", form="indirect", cue="believed")


def test_three_officers_are_alleged_to_have_sold(claims: Claims) -> None:
    """Three officers are alleged to have sold the fuel."""
    tells(claims, "Three officers … have sold the fuel", form="indirect", cue="alleged")


def test_it_was_reported_on_friday_that_the(claims: Claims) -> None:
    """It was reported on Friday that the dam had cracked."""
    tells(claims, "the dam had cracked", form="indirect", cue="reported")


def test_it_is_feared_that_the_crew_drowned(claims: Claims) -> None:
    """It is feared that the crew drowned."""
    tells(claims, "the crew drowned", form="indirect", cue="feared")


def test_governor_amadi_was_quoted_by_the_daily(claims: Claims) -> None:
    """Governor Amadi was quoted by the daily as saying that he would not resign."""
    tells(claims, "he would not resign", form="indirect", by="Amadi", cue="quoted by the daily as saying")


def test_parents_were_told_that_the_school_would(claims: Claims) -> None:
    """Parents were told that the school would stay open."""
    tells(claims, "the school would stay open", form="indirect", cue="told")


def test_both_armies_were_urged_by_the_council(claims: Claims) -> None:
    """Both armies were urged by the council to withdraw from the ridge."""
    tells(claims, "withdraw from the ridge", form="indirect", by="the council", cue="urged")


def test_the_brothers_were_accused_of_smuggling_ivory(claims: Claims) -> None:
    """The brothers were accused of smuggling ivory."""
    tells(claims, "smuggling ivory", form="indirect", cue="accused")


def test_the_premier_asked_the_banks_to_lower(claims: Claims) -> None:
    """The premier asked the banks to lower their fees."""
    tells(claims, "the banks to lower their fees", form="indirect", by="The premier", cue="asked")


def test_doctors_advised_the_governor_to_rest(claims: Claims) -> None:
    """Doctors advised the governor to rest."""
    tells(claims, "the governor to rest", form="indirect", by="Doctors", cue="advised")


def test_the_council_recommended_that_the_fund_be(claims: Claims) -> None:
    """The council recommended that the fund be closed."""
    tells(claims, "the fund be closed", form="indirect", by="The council", cue="recommended")


def test_the_ministry_warned_travelers_to_avoid_the(claims: Claims) -> None:
    """The ministry warned travelers to avoid the coast."""
    tells(claims, "travelers to avoid the coast", form="indirect", by="The ministry", cue="warned")


def test_kenya_proposed_holding_the_talks_in_nairobi(claims: Claims) -> None:
    """Kenya proposed holding the talks in Nairobi."""
    tells(claims, "holding the talks in Nairobi", form="indirect", by="Kenya", cue="proposed")


def test_norway_vowed_never_to_sell_the_islands(claims: Claims) -> None:
    """Norway vowed never to sell the islands."""
    tells(claims, "sell the islands", form="indirect", by="Norway", cue="vowed")


def test_the_firm_agreed_to_publish_its_accounts(claims: Claims) -> None:
    """The firm agreed to publish its accounts."""
    tells(claims, "publish its accounts", form="indirect", by="The firm", cue="agreed")


def test_japan_and_south_korea_reaffirmed_their_commitment(claims: Claims) -> None:
    """Japan and South Korea reaffirmed their commitment to free trade."""
    tells(claims, "their commitment to free trade", form="indirect", by="Japan", cue="reaffirmed")


def test_petra_nyland_said_governor_amadi_had_assured(claims: Claims) -> None:
    """Petra Nyland said Governor Amadi had assured her that the cranes would be repaired."""
    tells(claims, "the cranes would be repaired", form="indirect", by="Amadi", cue="assured")


def test_the_agency_quoted_the_admiral_as_saying(claims: Claims) -> None:
    """The agency quoted the admiral as saying that two ships were missing."""
    tells(claims, "two ships were missing", form="indirect", by="the admiral", cue="quoted the admiral as saying")


def test_the_report_says_that_witnesses_told_investigators(claims: Claims) -> None:
    """The report says that witnesses told investigators that the gate was locked."""
    tells(claims, "the gate was locked", form="indirect", by="witnesses", cue="told")


def test_the_daily_reported_that_the_premier_believes(claims: Claims) -> None:
    """The daily reported that the premier believes that the war is lost."""
    tells(claims, "the war is lost", form="indirect", by="the premier", cue="believes")


def test_an_official_familiar_with_the_matter_speaking(claims: Claims) -> None:
    """An official familiar with the matter, speaking on condition of anonymity, said the list was short."""
    tells(claims, "the list was short", form="indirect", by="An official", cue="said")


def test_petra_nyland_the_union_s_president_said(claims: Claims) -> None:
    """Petra Nyland, the union's president, said the cranes were rusting."""
    tells(claims, "the cranes were rusting", form="indirect", by="Petra Nyland", cue="said")


def test_admiral_castellan_whose_fleet_guards_the_strait(claims: Claims) -> None:
    """Admiral Castellan, whose fleet guards the strait, told reporters that no ship had passed."""
    tells(claims, "no ship had passed", form="indirect", by="Castellan", cue="told")


def test_the_judge_a_former_mayor_of_bergen(claims: Claims) -> None:
    """The judge, a former mayor of Bergen, ruled that the sale was illegal."""
    tells(claims, "the sale was illegal", form="indirect", by="The judge", cue="ruled")


def test_governor_amadi_who_said_that_the_flood(claims: Claims) -> None:
    """Governor Amadi, who said that the flood was an act of God, left for Paris."""
    tells(claims, "the flood was an act of God", form="indirect", by="Amadi", cue="said")


def test_the_union_walked_out_saying_the_offer(claims: Claims) -> None:
    """The union walked out, saying the offer was too low."""
    tells(claims, "the offer was too low", form="indirect", by="The union", cue="saying")


def test_the_ministry_denied_the_report_calling_it(claims: Claims) -> None:
    """The ministry denied the report, calling it a fantasy."""
    tells(claims, "a fantasy", form="indirect", by="The ministry", cue="calling it")


def test_citing_two_diplomats_the_agency_said_the(claims: Claims) -> None:
    """Citing two diplomats, the agency said the envoy would resign."""
    tells(claims, "the envoy would resign", form="indirect", by="the agency", cue="said")


def test_the_council_met_on_monday_and_demanded(claims: Claims) -> None:
    """The council met on Monday and demanded that the siege be lifted."""
    tells(claims, "the siege be lifted", form="indirect", by="The council", cue="demanded")


def test_petra_nyland_said_the_ships_had_left(claims: Claims) -> None:
    """Petra Nyland said the ships had left and promised to find them."""
    tells(claims, "find them", form="indirect", by="Petra Nyland", cue="promised")


def test_the_premier_praised_the_harvest_but_warned(claims: Claims) -> None:
    """The premier praised the harvest but warned that prices would rise."""
    tells(claims, "prices would rise", form="indirect", by="The premier", cue="warned")


def test_admiral_castellan_said_the_strait_was_open(claims: Claims) -> None:
    """Admiral Castellan said the strait was open. He added that mines had been cleared."""
    tells(claims, "mines had been cleared", form="indirect", by="Castellan", cue="added")


def test_the_union_said_the_offer_was_low(claims: Claims) -> None:
    """The union said the offer was low. It also said the talks would go on."""
    tells(claims, "the talks would go on", form="indirect", by="The union", cue="said")


def test_the_premier_s_promise_that_taxes_would(claims: Claims) -> None:
    """The premier's promise that taxes would fall was soon forgotten."""
    tells(claims, "taxes would fall", form="indirect", by="The premier", cue="promise")


def test_in_the_words_of_one_docker_the(claims: Claims) -> None:
    """In the words of one docker, “the sea does not wait.”"""
    tells(claims, "the sea does not wait", form="direct", by="one docker", cue="words of")


def test_ms_adler_the_court_will_rule_on(claims: Claims) -> None:
    """Kind: transcript
    MS. ADLER: The court will rule on Monday."""
    tells(claims, "The court will rule on Monday", form="direct", by="Adler", cue="MS. ADLER")


def test_the_president_we_will_not_leave_our(claims: Claims) -> None:
    """Kind: transcript
    THE PRESIDENT: We will not leave our friends alone."""
    tells(claims, "We will not leave our friends alone", form="direct", by="The President", cue="THE PRESIDENT")


def test_q_when_will_the_court_rule(claims: Claims) -> None:
    """Kind: transcript
    Q: When will the court rule?"""
    tells(claims, "When will the court rule", form="direct")


def test_the_ministry_opened_a_museum_called_the(claims: Claims) -> None:
    """The ministry opened a museum called “The House of Salt” in June."""
    tells(claims, "The ministry opened a museum called “The House of Salt” in June", form="document")


def test_the_court_may_order_the_company_to(claims: Claims) -> None:
    """The court may order the company to pay."""
    tells(claims, "The court may order the company to pay", form="document")


def test_nobody_said_that_the_bridge_was_safe(claims: Claims) -> None:
    """Nobody said that the bridge was safe."""
    assert all(c.cue not in REPORTING for c in claims)


def test_the_premier_refused_to_say_whether_he(claims: Claims) -> None:
    """The premier refused to say whether he would run."""
    assert all(c.cue not in REPORTING for c in claims)


def test_the_general_s_order_that_the_bridge(claims: Claims) -> None:
    """The general's order that the bridge be burned was obeyed."""
    tells(claims, "the bridge be burned", form="indirect", by="The general", cue="order")
