"""The demonstration content keeps to the rules that real content must keep to."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from competitions import presets
from kipp.demo import history, papers, people, services
from kipp.demo.agencies import AGENCIES
from kipp.demo.innovations import BY_CODE, INNOVATIONS, SECTION_NUMBERS
from proposals.completeness import SectionRule, count_words, missing
from proposals.eligibility import EntryRules, margin_days
from skm import questionnaire
from skm.index import LIST_ORDER, QUESTIONNAIRE_ORDER

AGENCY_CODES = {agency.code for agency in AGENCIES}
ANSWERS = [(innovation.code, number, text) for innovation in INNOVATIONS for number, text in innovation.answers.items()]
EVERYBODY = [*people.ORGANISERS, *people.OPERATORS, *people.JUDGES]


def test_presets_weights_sum_to_100():
    sections = [section.weight_shown for section in presets.SECTIONS if section.weight_shown is not None]

    assert (sum(criterion.weight for criterion in presets.CRITERIA), sum(sections)) == (Decimal(100), 100)


def test_preset_sections_are_numbered_as_in_the_template():
    assert tuple(section.number for section in presets.SECTIONS) == SECTION_NUMBERS


def test_preset_sections_give_evidence_for_every_criterion():
    named = {criterion for section in presets.SECTIONS for criterion in section.criteria}

    assert named == {criterion.code for criterion in presets.CRITERIA}


def test_preset_anchors_describe_five_steps():
    steps = {tuple(anchor.score for anchor in criterion.anchors) for criterion in presets.CRITERIA}

    assert steps == {(0, 25, 50, 75, 100)}


def test_preset_tie_breaks_name_existing_criteria():
    named = {step.removeprefix("criterion:") for step in presets.TIE_BREAKS if step.startswith("criterion:")}

    assert named - {criterion.code for criterion in presets.CRITERIA} == set()


def test_presets_require_three_of_five_attachments_of_two_megabytes():
    required = [kind.code for kind in presets.ATTACHMENT_KINDS if kind.is_required]

    assert required == ["surat_pernyataan_implementasi", "surat_pernyataan_identitas", "surat_kesediaan_replikasi"]
    assert {kind.max_bytes for kind in presets.ATTACHMENT_KINDS} == {2_097_152}


def test_agencies_are_86_by_kind():
    assert Counter(agency.kind for agency in AGENCIES) == {
        "perangkat_daerah": 26,
        "kecamatan": 4,
        "kelurahan": 27,
        "blud": 10,
        "bumd": 1,
        "smp": 18,
    }
    assert len(AGENCY_CODES) == 86


def test_agency_parents_stand_before_their_children():
    seen, early = set(), []
    for agency in AGENCIES:
        if agency.parent_code is not None and agency.parent_code not in seen:
            early.append(agency.code)
        seen.add(agency.code)

    assert early == []


def test_innovations_come_one_from_each_of_20_agencies():
    agencies = {innovation.agency_code for innovation in INNOVATIONS}

    assert (len(INNOVATIONS), len(BY_CODE), len(agencies)) == (20, 20, 20)
    assert agencies - AGENCY_CODES == set()
    assert {operator.agency_code for operator in people.OPERATORS} == agencies


def test_innovations_use_every_category_of_the_period():
    used = {innovation.category_code for innovation in INNOVATIONS}

    assert used == {category.code for category in presets.CATEGORIES}


@pytest.mark.parametrize("closes_on", [date(2024, 6, 28), date(2024, 2, 29), date(2025, 2, 28), date(2023, 12, 31)])
def test_innovations_show_the_one_year_rule_on_both_sides(closes_on):
    rules = EntryRules(closes_on=closes_on, min_months=12, max_times_awarded=None)

    margins = {
        innovation.code: margin_days(innovation.implemented_on(closes_on), rules)
        for innovation in INNOVATIONS
        if innovation.months_running == 12
    }

    assert margins == {"kebun-payau": -12, "rak-singgah": -1, "satu-simpul": 0}


def test_innovation_texts_fill_the_form_without_a_gap():
    rules = [
        SectionRule(number=section.number, title=section.title, max_words=section.max_words, required=True)
        for section in presets.SECTIONS
    ]

    gaps = {innovation.code: missing(rules, innovation.answers, [], set()) for innovation in INNOVATIONS}

    assert {code: found for code, found in gaps.items() if found} == {}


def test_innovation_texts_have_at_least_60_words_except_the_replication_status():
    short = [(code, number, count_words(text)) for code, number, text in ANSWERS if number != "6a"]

    assert [entry for entry in short if entry[2] < 60] == []


def test_innovation_texts_are_all_different():
    assert len({text for _, _, text in ANSWERS}) == 20 * 9


def test_innovation_texts_share_no_sentence():
    sentences = Counter(
        sentence for _, _, text in ANSWERS for sentence in re.split(r"(?<=[.;])\s+", text) if len(sentence) > 25
    )

    assert [sentence for sentence, times in sentences.items() if times > 1] == []


def test_innovation_replication_status_agrees_with_its_text():
    said = {innovation.code: innovation.answers["6a"].startswith("Sudah") for innovation in INNOVATIONS}

    assert said == {innovation.code: innovation.is_replicated for innovation in INNOVATIONS}


def test_innovation_significance_compares_before_and_after():
    assert [code for code, number, text in ANSWERS if number == "5" and len(re.findall(r"\d+", text)) < 8] == []


def test_demo_texts_carry_no_number_that_could_identify_a_person():
    suspects = [text for _, _, text in ANSWERS if re.search(r"\d{8,}|@|\b08\d{2}|!", text)]

    assert suspects == []


def test_demo_papers_fit_one_page_and_what_the_period_asks_for():
    lines = {"guide": papers.printed(papers.GUIDE, year=2024), "form": papers.printed(papers.FORM, year=2024)}

    assert {name: len(printed) for name, printed in lines.items() if len(printed) > 32} == {}
    assert [line for printed in lines.values() for line in printed if not line.isascii()] == []
    assert papers.FORM_KIND in {kind.code for kind in presets.ATTACHMENT_KINDS}


def test_demo_people_have_unique_addresses_that_reach_nobody():
    addresses = [person.email for person in EVERYBODY]

    assert len(set(addresses)) == 29
    assert [address for address in addresses if not re.fullmatch(r"[a-z.]+@contoh\.kotategal\.example", address)] == []


def test_demo_nip_agree_with_birth_appointment_and_sex():
    numbers = [person.nip for person in [*people.ORGANISERS, *people.OPERATORS, people.SIGNER] if person.nip]

    wrong = []
    for nip in numbers:
        born = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
        appointed = date(int(nip[8:12]), int(nip[12:14]), 1)
        age = (appointed - born).days // 365
        if len(nip) != 18 or not 18 <= age <= 35 or nip[14] not in "12":
            wrong.append(nip)

    assert wrong == []
    assert len(set(numbers)) == 2 + 19 + 1


def test_demo_judges_are_seven_under_one_chair():
    chairs = [judge.code for judge in people.JUDGES if judge.is_chair]
    conflicts = {code for judge in people.JUDGES for code in judge.conflicts}

    assert (len(people.JUDGES), chairs, conflicts - BY_CODE.keys()) == (7, ["satriya"], set())


def test_history_counts_the_years_as_reported():
    assert [tuple(row) for row in history.PARTICIPATION] == [
        (2018, 15, 15),
        (2019, 10, 12),
        (2020, 21, 23),
        (2021, 22, 24),
    ]


def test_services_are_12_of_at_least_8_agencies_with_3000_answers():
    agencies = {service.agency_code for service in services.SERVICES}

    assert (len(services.SERVICES), len({service.code for service in services.SERVICES})) == (12, 12)
    assert sum(service.respondents for service in services.SERVICES) == 3000
    assert (len(agencies) >= 8, agencies - AGENCY_CODES) == (True, set())


def test_service_distributions_are_percentages():
    assert {name: sum(shares) for name, shares in services.DISTRIBUTIONS.items() if sum(shares) != 100} == {}


def test_service_exceptions_name_real_unsur():
    named = {unsur for service in services.SERVICES for unsur in service.exceptions}

    assert named - set(services.UNSUR) == set()


def test_questionnaire_asks_the_nine_unsur_in_the_official_order():
    asked = tuple(question.unsur for question in questionnaire.QUESTIONS)

    assert asked == tuple(QUESTIONNAIRE_ORDER) == services.UNSUR
    assert set(asked) == set(LIST_ORDER)


def test_questionnaire_gives_four_different_labels_to_each_question():
    assert [len(set(question.labels)) for question in questionnaire.QUESTIONS] == [4] * 9


def test_questionnaire_rates_price_from_very_expensive_to_free():
    assert questionnaire.BY_UNSUR["biaya"].labels == ("Sangat mahal", "Cukup mahal", "Murah", "Gratis")
