"""What every query takes, and the columns that its readers rely on."""

from typing import Any

EVIDENCE = (
    "value low high qualifier pattern_en pattern_de as_of as_of_basis source_id source_title "
    "window_begin window_end window_exclusive"
)

#: what other queries stand on, which keep to the year themselves
OF_ANY_YEAR = ("counted_observation",)
#: query -> (its own parameters, columns that its readers rely on)
QUERIES: dict[str, tuple[dict[str, Any], str]] = {
    "belonging": ({}, "relation_id cluster_id organisation_id"),
    "change_by_cluster": (
        {"metric": "members", "since": 2010},
        "cluster_id name part carried founding_year earlier later value low high earlier_as_of "
        "later_as_of earlier_source_id later_source_id",
    ),
    "change_by_cohort": (
        {"metric": "members", "since": 2010},
        "part cohort clusters carried founded_since value low high earlier later first_as_of "
        "last_as_of earlier_source_ids later_source_ids",
    ),
    "cluster_field": ({}, "cluster_id position sector_id name_en name_de group_id group_name_en"),
    "cluster_figure": (
        {},
        "cluster_id metric_id position about is_derived exact observation_id locator "
        f"basis_locator basis_as_of basis_source_publisher {EVIDENCE}",
    ),
    "cluster_group": ({"by": "sector"}, "cluster_id group_id name_en name_de"),
    "cluster_list": ({}, "cluster_id name"),
    "cluster_milestone": (
        {},
        "milestone_id cluster_id kind name_en name_de on_lifeline as_of as_of_basis year value "
        "unit_en unit_de pattern_en own_scope scope_name_en source_id source_publisher locator "
        "note",
    ),
    "cluster_overview": (
        {},
        "cluster_id name seat_city seat_region_id sectors_en sectors_de founding_year members "
        "members_qualifier members_as_of members_window_begin members_pattern_en staff "
        "founded_qualifier founded_low founded_source_id staff_qualifier staff_as_of events "
        "events_qualifier country_name_en newest_source_title newest_source_date "
        "newest_source_time "
        "events_as_of events_aged_from newest_source_id website ended_on",
    ),
    "cluster_place": ({}, "cluster_id region_id name_en country_id named_id named_name_en basis"),
    "cluster_profile": (
        {},
        "cluster_id name legal_form seat_city lat seat_basis seat_region_name_en country_name_en "
        "website ended_on",
    ),
    "cluster_tie": (
        {},
        "belongs cluster_id organisation_kind organisation_id organisation_name_en name_en name_de "
        "as_of as_of_basis until until_date until_basis source_id source_title locator note",
    ),
    "clusters_by_field_and_place": (
        {"by": "region"},
        "field_id field_name_en field_name_de place_id place_name_en place_name_de clusters names "
        "source_ids",
    ),
    "conflicts": (
        {},
        "observation_id metric_id year standing chosen_observation_id agrees overlaps disputed "
        f"decided_by source_publisher locator note {EVIDENCE}",
    ),
    "coverage_by_group": (
        {"by": "sector"},
        "metric_id group_id group_name_en group_name_de clusters reporting observed source_ids",
    ),
    "coverage_by_year": ({}, "metric_id year reporting observed last_as_of source_ids"),
    "counted_observation": ({}, "observation_id cluster_id metric_id value qualifier exact"),
    "covered_region": ({}, "cluster_id region_id country_id"),
    "criterion_evidence": (
        {},
        "cluster_id name criterion_id value low high as_of source_id whole_value whole_as_of "
        "basis_source_id undated_value undated_pattern_en undated_source_id",
    ),
    "criterion_list": (
        {"scheme": "ecei-gold-2013"},
        "criterion_id code position group_en name_en name_de measured_by share_of comparison "
        "threshold unit_en usually confidence audited_for_silver remark_de source_id source_title",
    ),
    "evidence": (
        {},
        "metric_id year cluster_id exact basis_source_id carried_forward aged_from at_founding "
        f"growth source_kind source_url {EVIDENCE}",
    ),
    "every_observation": (
        {},
        "observation_id cluster_id metric_id year scope own_scope exact rank locator url standing "
        f"chosen_observation_id {EVIDENCE}",
    ),
    "facts": (
        {},
        "fact fact_id cluster_id name about about_en about_de organisation_id as_of as_of_basis "
        "source_id source_title value low high unit qualifier scope until locator note",
    ),
    "facts_by_source": (
        {},
        "source_id title publisher date language url facts observations charted milestones "
        "relations clusters",
    ),
    "figures_by_cluster": (
        {"metrics": ["members", "members_growth_pct_per_year"]},
        f"cluster_id name metric_id exact growth {EVIDENCE}",
    ),
    "figures_beside": (
        {},
        "observation_id metric_id beside spoken_observation_id differs overlaps source_kind "
        f"locator note {EVIDENCE}",
    ),
    "foundings_by_year": ({}, "year founded exact names source_ids"),
    "label_list": ({}, "organisation_id kind name_en name_de clusters"),
    "founding": ({}, "cluster_id name founding_year ended_on source_id"),
    "label_periods": (
        {},
        "cluster_id name organisation_id organisation_name_en organisation_name_de kind "
        "relation_kind as_of as_of_basis renewal from_date until_date until_basis source_id "
        "source_title basis_source_id",
    ),
    "latest_figures": ({}, f"cluster_id metric_id year age url {EVIDENCE}"),
    "metric_by_cluster": (
        {"metric": "members"},
        f"cluster_id name exact seat_elsewhere seat_name_en growth {EVIDENCE}",
    ),
    "metric_by_field_and_place": (
        {"metric": "members", "by": "region", "fields": ["all-energy"], "places": ["DE-SN"]},
        "field_id place_id clusters reporting exact total low high median first_as_of source_ids",
    ),
    "metric_by_group": (
        {"metric": "members", "by": "country"},
        f"cluster_id group_id group_name_en group_name_de exact {EVIDENCE}",
    ),
    "metric_by_region": (
        {"metric": "members", "at": "covered"},
        "region_id name_en clusters reporting exact exact_total total low high median first_as_of "
        "source_ids",
    ),
    "metrics_by_year": (
        {"metrics": ["members", "staff"]},
        f"cluster_id name metric_id year observed founding_year {EVIDENCE}",
    ),
    "metric_by_year": ({"metric": "members"}, f"cluster_id year observed {EVIDENCE}"),
    "metric_by_year_and_group": (
        {"metric": "members", "by": "region"},
        "group_id name_en year total low high median reporting observed exact exact_total "
        "source_ids",
    ),
    "metric_list": ({}, "metric_id label_en label_de unit_en unit_de kind additive calendar"),
    "metric_pair": (
        {"x": "members", "y": "staff", "size": "founding_year", "by": "sector"},
        "cluster_id x x_as_of x_source_id y y_as_of y_source_id size size_source_id group_id",
    ),
    "metric_totals": (
        {"metrics": ["members", "staff"]},
        "metric_id total low high median reporting exact exact_total first_as_of last_as_of "
        "selected undated",
    ),
    "metrics_of_clusters": ({"picked": ["niro"]}, f"cluster_id metric_id {EVIDENCE}"),
    "milestones": ({}, "milestone_id cluster_id kind name_en name_de as_of year source_id"),
    "neighbours": ({}, "region_id beside_id"),
    "newest_source": ({}, "cluster_id source_id newest"),
    "note_list": ({}, "note_en note_de"),
    "per_inhabitant": (
        {"metric": "members", "at": "seat"},
        "region_id name_en level country_id population population_year population_source_id "
        "clusters clusters_per_million few reporting exact total per_100000 per_100000_low "
        "first_as_of last_as_of source_ids",
    ),
    "population_list": ({}, "region_id level population population_year source_id source_title"),
    "qualifier_list": ({}, "qualifier low_factor high_factor label_en label_de"),
    "region_list": ({}, "region_id parent_id level name_en name_de outline clusters"),
    "seats_of_selection": ({"metric": "members"}, "cluster_id lat lon seat_region_id value as_of"),
    "scheme_list": (
        {},
        "scheme_id organisation_id name_en name_de version criteria_count listed with_threshold "
        "measurable note_en note_de source_id",
    ),
    "seat_and_field": (
        {"by": "country"},
        "cluster_id name field_id field_name_en field_name_de place_id place_name_en place_name_de",
    ),
    "sector_list": ({}, "sector_id parent_id name_en name_de"),
    "selected_cluster": ({}, "cluster_id name seat_city country_id ended_on search_text"),
    "selected_place": ({"regions": ["DE-SL"]}, "region_id"),
    "selection_size": ({}, "selected ended later without_seat elsewhere"),
    "source_list": (
        {"source_ids": ["bmwi-cluster-expedition-2020"]},
        "source_id title publisher date language url kind retrieved window_begin window_end origin",
    ),
    "staleness": (
        {},
        "metric_id reporting up_to_1 from_2_to_3 from_4_to_5 from_6_to_10 over_10 unknown_age "
        "median_age undated first_as_of last_as_of source_ids",
    ),
    "structure": (
        {"also": ["niro"]},
        "cluster_id name in_pool age_value members_low staff_high sectors sector_groups "
        "region_kind cross_border source_ids",
    ),
    "structure_scale": ({}, "trait low high reporting"),
    "undated": (
        {},
        "observation_id cluster_id metric_id value low high qualifier source_id window_end",
    ),
    "which_data": ({}, "version newest_as_of retrieved first_year last_year built_at"),
}
