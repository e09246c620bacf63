-- One row per period in which a selected cluster held a label, or belonged to a programme, network
-- or association, as known at the end of $year. What is only announced is left out.
-- as_of, from_date   when it began, and the first day that this may mean; null when undated
-- until              the end as the source states it, if it does
-- until_date         the last day that it may have held: stated in the source (until_basis 'stated')
--                    or worked out from the label's published validity ('rule'); null when neither
-- Several sources of one award make one row, the most precise one. A label that is awarded again
-- has a row for each award; programmes and networks have one row, their first.
with told as (
    select
        relation.*,
        selected_cluster.name,
        organisation.kind as organisation_kind,
        organisation.name as organisation_name_en,
        coalesce(organisation.name_de, organisation.name) as organisation_name_de,
        case relation.as_of_basis when 'stated' then 1 when 'derived' then 2 else 3 end as basis_rank
    from selected_cluster
    join belonging    on belonging.cluster_id = selected_cluster.cluster_id
    join relation     on relation.relation_id = belonging.relation_id
    join organisation on organisation.organisation_id = belonging.organisation_id
    where relation.as_of is null or year(relation.as_of_end) <= $year
),
-- the most precise date of an award speaks; undated rows only where nothing is dated at all
awards as (
    select told.*
    from told
    where not exists (
        select 1 from relation other
        where other.cluster_id = told.cluster_id
          and other.organisation_id = told.organisation_id
          and other.as_of is not null
          and (
              told.as_of is null
              or (
                  length(other.as_of) > length(told.as_of)
                  and starts_with(other.as_of, told.as_of)
                  and year(other.as_of_end) <= $year
              )
          )
    )
),
numbered as (
    select
        awards.*,
        row_number() over (
            partition by cluster_id, organisation_id, as_of
            order by basis_rank, until nulls last, source_id, relation_id
        ) as copy,
        row_number() over (
            partition by cluster_id, organisation_id
            order by as_of_end nulls last, basis_rank, source_id, relation_id
        ) as first_place
    from awards
),
-- a label that a page merely shows while an earlier award still holds is no award of its own
periods as (
    select numbered.*
    from numbered
    where (organisation_kind <> 'label' and first_place = 1)
       or (
           organisation_kind = 'label' and copy = 1
           and not exists (
               select 1
               from numbered earlier
               join label_rule using (organisation_id)
               where earlier.cluster_id = numbered.cluster_id
                 and earlier.organisation_id = numbered.organisation_id
                 and earlier.as_of_end < numbered.as_of_end
                 and numbered.as_of_basis <> 'stated' and not numbered.renewal
                 and numbered.as_of_end
                     <= earlier.as_of_end + label_rule.validity_months * interval '1' month
           )
       )
),
placed as (
    select
        periods.*,
        row_number() over award - 1 as earlier,
        first_value(renewal) over award as began_before,
        first_value(as_of_end) over award as first_end
    from periods
    window award as (partition by cluster_id, organisation_id order by as_of_end, relation_id)
),
ruled as (
    select
        placed.*,
        label_rule.counted_from, label_rule.source_id as rule_source_id,
        cast(
            first_end
                + (validity_months + earlier * coalesce(renewal_months, 0)) * interval '1' month
            as date
        ) as ends
    from placed
    left join label_rule
      on label_rule.organisation_id = placed.organisation_id
     and not began_before                                  -- the first award is known
     and (earlier = 0 or renewal_months is not null)       -- and so is how long renewals last
)
select
    ruled.cluster_id, ruled.name, ruled.organisation_id,
    ruled.organisation_name_en, ruled.organisation_name_de,
    ruled.organisation_kind as kind, ruled.kind as relation_kind,
    ruled.as_of, ruled.as_of_basis, ruled.until, ruled.renewal,
    cast(case length(ruled.as_of)
        when 4 then ruled.as_of || '-01-01'
        when 7 then ruled.as_of || '-01'
        else ruled.as_of
    end as date) as from_date,
    case
        when length(ruled.until) = 4 then cast(ruled.until || '-12-31' as date)
        when length(ruled.until) = 7 then last_day(cast(ruled.until || '-01' as date))
        when ruled.until is not null then cast(ruled.until as date)
        when ruled.ends <= ruled.as_of_end then null       -- renewals in between are not known
        when ruled.counted_from = 'award' then ruled.ends
        else last_day(ruled.ends)
    end as until_date,
    case
        when ruled.until is not null then 'stated'
        when ruled.ends > ruled.as_of_end then 'rule'
    end as until_basis,
    ruled.note, ruled.locator,
    source.source_id, source.title as source_title, source.publisher as source_publisher,
    source.date as source_date,
    case when ruled.until is null and ruled.ends > ruled.as_of_end then ruled.rule_source_id end
        as basis_source_id,
    case when ruled.until is null and ruled.ends > ruled.as_of_end then rule_source.title end
        as basis_source_title
from ruled
join source on source.source_id = ruled.source_id
left join source rule_source on rule_source.source_id = ruled.rule_source_id
order by ruled.name, ruled.cluster_id, ruled.as_of_end nulls last, ruled.organisation_id
