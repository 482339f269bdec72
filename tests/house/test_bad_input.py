"""Every way in which real users err is tried: contests-and-honours.md §13 and homes-and-appraisal.md §14.

The items stand in the order of the handbook.
"""

import pytest

from tests.house.source import functions, python_files

ENTRIES = "tests/engines/campaigns/test_bad_input.py::"
HINTS = "tests/engines/campaigns/test_entry_hints.py::"
REGISTER = "tests/rooms/honours/imports/test_register.py::"
DOUBTS = "tests/rooms/honours/imports/test_doubts.py::"
HOMES = "tests/rooms/homes/test_bad_input.py::"
FIGURES = "tests/rooms/homes/test_indicators.py::"
READER = "tests/kernel/exchange/test_reader.py::"
FILES = "tests/kernel/files/"
NUMBERS = "tests/kernel/lib/test_identifiers.py::"
PARSERS = "tests/kernel/exchange/test_parsers.py::"
NOTICES = "tests/engines/campaigns/test_notices.py::"
GUARDS = "tests/engines/campaigns/test_entry_guards.py::"
RULES = "tests/engines/campaigns/rules/"
DECISIONS = "tests/engines/campaigns/test_decisions.py::"
RUBRICS = RULES + "test_rubrics.py::"

STEWARDSHIP = "tests/rooms/stewardship/"
POINTS = STEWARDSHIP + "test_points.py::"
LEDGER = STEWARDSHIP + "test_items.py::"
LEARNING = "tests/rooms/learning/"

CONTESTS_13 = {
    "same person nominated by two units": (HINTS + "test_same_person_from_two_unions_is_named",),
    "same person in two categories": (ENTRIES + "test_same_person_in_two_groups_is_named",),
    "unit name written five ways": (DOUBTS + "test_unit_written_in_five_ways_is_one_union",),
    "the old name of a unit": (REGISTER + "test_merged_unit_is_asked_once_and_remembered",),
    "ID check digit wrong, 15 digits": (NUMBERS + "test_resident_id_error_is_told",),
    "X as ×, full-width digits": (
        NUMBERS + "test_resident_id_form_is_mended_and_told",
        ENTRIES + "test_candidate_is_found_by_a_number_however_it_is_typed",
    ),
    "middle dot and rare characters": (
        HINTS + "test_rare_characters_and_middle_dots_survive",
        ENTRIES + "test_candidate_is_found_whatever_dot_the_keyboard_gives",
    ),
    "2023.9, 2023年9月, serial 45170": (
        HINTS + "test_days_are_read_however_they_are_written",
        PARSERS + "test_date",
    ),
    "percentages as 35 or 0.35": (
        ENTRIES + "test_share_of_a_list_typed_as_a_fraction_is_refused_and_kept",
    ),
    "merged cells": (READER + "test_merged_department_is_filled_down",),
    "hidden rows": (READER + "test_hidden_rows_are_read_and_told",),
    "two header lines": (READER + "test_two_header_rows_with_merged_groups_give_joint_titles",),
    "phone in scientific notation": (
        ENTRIES + "test_phone_in_scientific_notation_is_kept_and_named",
        PARSERS + "test_phone",
    ),
    "deeds with Word junk, emoji": (HINTS + "test_word_junk_and_emoji_are_taken_out_of_deeds",),
    "deeds of 3 000 characters": (HINTS + "test_three_thousand_characters_are_kept_and_named",),
    "seal page upside down": (
        FILES + "test_actions.py::test_store_upload_of_a_picture_drops_what_hides_in_it",
    ),
    "40 MB photo": (
        FILES + "test_actions.py::test_store_upload_of_a_large_picture_makes_it_smaller",
        FILES + "test_forms.py::test_request_above_the_ceiling_is_refused_before_it_is_read",
    ),
    "HEIC, .rar, WPS": (
        HINTS + "test_files_that_nobody_can_open_are_refused_with_the_way_out",
        FILES + "test_sniffing.py::test_sniff_refuses_with_the_way_to_mend_it",
    ),
    "publicity shorter than required": (GUARDS + "test_unit_notice_cannot_be_cut_short",),
    "publicity that ends on a make-up day": (
        RULES + "test_publicity.py::test_notice_ends_both_ways",
        NOTICES + "test_notice_over_the_national_day_ends_as_the_handbook_counts",
    ),
    "judge scores 9.2 on a 100 scale": (
        ENTRIES + "test_judge_on_another_scale_is_asked_before_the_sheet_goes_in",
    ),
    "judge scores 950": (
        ENTRIES + "test_judge_above_the_full_score_is_refused_and_the_points_stay",
    ),
    "leader counted as front-line": (
        ENTRIES + "test_head_of_a_unit_among_the_front_line_is_named",
        ENTRIES + "test_post_of_a_head_among_the_front_line_is_named",
    ),
    "one award in three years' tables": (
        DOUBTS + "test_one_award_in_the_tables_of_three_years_is_taken_once",
        REGISTER + "test_one_honour_in_the_tables_of_two_years_is_refused_the_second_time",
    ),
    "quota exceeded by +1 reserve": (
        ENTRIES + "test_table_of_places_keeps_ten_plus_one_and_says_why",
        ENTRIES + "test_places_beyond_those_of_the_group_are_refused",
    ),
    "winner changed after publicity": (
        DECISIONS + "test_winner_changed_after_the_notice_needs_a_notice_of_their_own",
    ),
}
HOMES_14 = {
    "evidence of the wrong year": (ENTRIES + "test_paper_of_another_year_is_named",),
    "the same photo in three items": (
        ENTRIES + "test_one_paper_under_two_questions_is_named",
        HINTS + "test_same_file_in_two_entries_is_named",
    ),
    "self score 100 everywhere": (
        ENTRIES + "test_full_marks_everywhere_are_named",
        RUBRICS + "test_total_is_panel_and_members_never_the_self_score",
    ),
    "total typed, not summed": (
        RULES + "test_selfchecks.py::test_total_is_added_up_and_unknown_before_the_first_score",
        ENTRIES + "test_sum_of_own_scores_is_added_by_the_program",
    ),
    "score above the item's maximum": (
        RULES + "test_selfchecks.py::test_faults_name_the_item_and_what_is_wrong",
        RUBRICS + "test_item_points_refuse_what_the_item_cannot_have",
    ),
    "star and title mixed": (DOUBTS + "test_star_and_title_in_one_are_refused",),
    "city title reported as provincial": (
        DOUBTS + "test_title_of_a_city_reported_as_provincial_is_refused",
        DOUBTS + "test_list_of_a_city_is_no_list_of_the_province",
    ),
    "small homes counted as homes": (
        DOUBTS + "test_homes_from_a_register_count_as_homes_and_small_homes",
    ),
    "plaque year is not the decision's": (
        DOUBTS + "test_year_of_the_number_against_that_of_the_date_is_told",
        DOUBTS + "test_form_of_one_award_asks_the_same_and_keeps_what_was_typed",
    ),
    "withdrawn titles still in the list": (
        DOUBTS + "test_title_withdrawn_here_and_still_on_a_list_is_refused",
        FIGURES + "test_star_homes_leave_out_guided_unions_starless_and_withdrawn",
    ),
    "home site of a school that closed": (
        HOMES + "test_place_of_a_school_that_closed_is_refused",
        HOMES + "test_place_of_a_school_that_closed_later_says_what_to_do",
    ),
    "satisfaction 100 % from 6 of 300": (
        HOMES + "test_six_ballots_of_three_hundred_do_not_pass_with_all_satisfied",
    ),
    "percentages averaged, not pooled": (
        FIGURES + "test_ratings_are_pooled_with_the_mean_of_unions_beside",
        RULES + "test_satisfaction.py::test_pooled_and_mean_are_two_figures",
    ),
    "visit days double-booked by two secretaries": (
        POINTS + "test_half_day_entered_by_a_second_secretary_is_refused_with_the_first_named",
    ),
    "trips entered after year end": (
        POINTS + "test_visit_of_last_year_is_entered_until_the_grace_ends",
    ),
    "closing one's own rectification item": (
        LEDGER + "test_owner_who_supervises_too_does_not_close_the_own_item",
    ),
    "due dates shifted silently": (
        LEDGER + "test_due_day_is_moved_by_the_supervisor_with_reason_and_the_old_day_stays",
        LEDGER + "test_due_day_without_reason_is_not_moved",
    ),
    "first-agenda record without date of the source": (
        STEWARDSHIP + "test_agenda.py::test_topic_without_the_date_of_its_source_is_refused",
    ),
    "attendance copied from the nomination list": (
        LEARNING + "test_indicators.py::test_own_training_counts_from_its_check_ins",
    ),
    "hours typed as days": (
        LEARNING + "test_attendance_rules.py::test_hours_that_are_days_are_doubted",
    ),
    "person-times called persons": (
        LEARNING + "test_indicators.py::test_person_trained_twice_is_one_person_and_two_times",
    ),
    "2000余 in number cells": (ENTRIES + "test_approximate_number_is_kept_and_named",),
}
ITEMS = [*CONTESTS_13.items(), *HOMES_14.items()]


@pytest.fixture(scope="module")
def tests() -> set[str]:
    """Every test of the suite as ``file::function``."""
    return {
        f"{source.name}::{function.name}"
        for source in python_files("tests")
        for function in functions(source)
    }


@pytest.mark.parametrize(("item", "names"), ITEMS, ids=[item for item, _names in ITEMS])
def test_item_of_the_handbook_is_tried(item, names, tests):
    assert [name for name in names if name not in tests] == []


def test_both_lists_are_whole():
    assert (len(CONTESTS_13), len(HOMES_14)) == (26, 22)
