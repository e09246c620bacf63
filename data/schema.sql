-- The tables of Cluster Atlas. Reference tables first, then what is known, then what is derived.
-- origin: whether a row came with the program, was published here, or is one reader's own.

create table region (
    region_id  text primary key,
    parent_id  text references region,
    country_id text not null,
    level      text not null check (level in ('country', 'region')),
    name_en    text not null,
    name_de    text not null,
    outline    boolean not null,        -- whether boundaries.geojson draws it
    lon        double,                  -- a point inside the outline, for circles without a seat
    lat        double,
    city       boolean not null         -- whether the region is one city: a city state and the like
);

create table population (              -- inhabitants of a region or country
    region_id      text primary key references region,
    population     bigint not null check (population > 0),
    year           integer not null,
    regions_add_up boolean,             -- a country whose regions here are the whole of it
    source_id      text not null,
    note           text
);

create table neighbour (               -- each pair twice, one row each way
    region_id text not null references region,
    beside_id text not null references region,
    primary key (region_id, beside_id)
);

create table sector (
    sector_id text primary key,
    parent_id text references sector,   -- null for a sector group
    name_en   text not null,
    name_de   text not null
);

create table metric (
    metric_id      text primary key,
    position       integer not null,
    label_en       text not null,
    label_de       text not null,
    unit_en        text not null,
    unit_de        text not null,
    one_en         text,                -- the unit of 1, where it is another word
    one_de         text,
    kind           text not null check (kind in ('stock', 'flow', 'total', 'attribute')),
    additive       boolean not null,
    calendar       boolean not null,    -- the value is a year: never scaled, summed or grouped by thousands
    decimals       integer not null,
    better         text check (better in ('more', 'less')),
    about          text not null check (about in ('cluster_organisation', 'regional_industry')),
    description_en text not null,
    description_de text not null,
    derived        text check (derived in ('since', 'ratio', 'growth')),
    numerator      text references metric,
    denominator    text references metric,
    max_gap_years  integer,             -- ratio: how far apart the two dates may lie
    min_gap_years  integer              -- growth: how far apart they must lie
);

create table qualifier (
    qualifier      text primary key,
    low_factor     double not null check (low_factor between 0 and 1),
    high_factor    double not null check (high_factor >= 1),
    open_end       text check (open_end in ('above', 'below')),  -- no source says where it ends
    rank           integer not null,    -- 1 is the most exact
    label_en       text not null,
    label_de       text not null,
    pattern_en     text not null,
    pattern_de     text not null,
    description_en text not null,
    description_de text not null
);

create table scope (
    scope          text primary key,
    name_en        text not null,
    name_de        text not null,
    description_en text not null,
    description_de text not null
);

create table unit (                    -- what the figure of a milestone counts
    unit    text primary key,           -- in English
    name_de text not null,
    one_en  text,                       -- the unit of 1, where there is such a figure
    one_de  text
);

create table note (                    -- the notes of all facts; one that is not here is shown as it is
    note_en text primary key,
    note_de text not null
);

create table milestone_kind (
    kind        text primary key,
    name_en     text not null,
    name_de     text not null,
    on_lifeline boolean not null
);

create table relation_kind (
    kind    text primary key,
    name_en text not null,
    name_de text not null
);

create table source_kind (             -- who writes, and whose word goes before whose: 1 first
    kind           text primary key,
    rank           integer not null,
    name_en        text not null,
    name_de        text not null,
    description_en text not null,
    description_de text not null
);

create table source (
    source_id        text primary key,
    title            text not null,
    publisher        text,
    date             text,
    language         text,
    url              text,
    retrieved        text not null,     -- the day on which it was seen
    kind             text not null references source_kind,
    window_begin     text,              -- an undated one: written after this, if it is known
    window_end       text,              -- and before this; null: it was still there when retrieved
    window_exclusive boolean,           -- after that day, not on it
    window_note      text,              -- what in the text shows it
    origin           text not null default 'shipped' check (origin in ('shipped', 'published', 'yours'))
);

create table organisation (
    organisation_id text primary key,
    kind            text not null check (kind in ('label', 'programme', 'network', 'association', 'organisation')),
    name            text not null,
    name_de         text,
    country_id      text references region,
    website         text
);

create table cluster (
    cluster_id     text primary key,
    name           text not null,
    legal_form     text,
    seat_city      text,
    lat            double,
    lon            double,
    seat_basis     text check (seat_basis in ('source', 'inferred')),
    seat_region_id text references region,
    country_id     text not null references region,
    region_label   text,
    website        text,
    ended_on       text,
    search_text    text not null,       -- lower case, without accents
    origin         text not null default 'shipped' check (origin in ('shipped', 'published', 'yours'))
);

create table source_author (           -- clusters that wrote a source, or whose carrier did
    source_id  text not null references source,
    cluster_id text not null references cluster,
    primary key (source_id, cluster_id)
);

create table cluster_region (
    cluster_id text not null references cluster,
    region_id  text not null references region,
    basis      text not null check (basis in ('stated', 'inferred')),
    primary key (cluster_id, region_id)
);

create table cluster_sector (
    cluster_id text not null references cluster,
    sector_id  text not null references sector,
    position   integer not null check (position >= 1),
    primary key (cluster_id, sector_id)
);

create table observation (
    observation_id  text primary key,
    cluster_id      text not null references cluster,
    metric_id       text not null references metric,
    value           double not null,
    low             double not null,
    high            double not null,
    qualifier       text not null references qualifier,
    as_of           text,               -- YYYY, YYYY-MM or YYYY-MM-DD; null when undated
    as_of_end       date,               -- last day of that year, month or day
    as_of_precision text check (as_of_precision in ('year', 'month', 'day')),
    as_of_basis     text check (as_of_basis in ('stated', 'publication_date', 'derived')),
    window_begin     text,              -- when an undated one can hold; null: that is not known
    window_end       text,
    window_exclusive boolean not null,  -- later than window_begin, not on it
    window_basis     text check (
        window_basis in ('observation', 'source', 'facts', 'founding', 'unknown')
    ),
    begins_on       date,               -- first and last day for which it can hold
    ends_on         date,
    at_founding     boolean not null,   -- counts the founding members
    scope           text not null references scope,
    source_id       text not null references source,
    source_kind     text not null references source_kind,   -- as this cluster sees its author
    locator         text not null,
    note            text,
    origin          text not null default 'shipped' check (origin in ('shipped', 'published', 'yours')),
    check (low <= value and value <= high),
    check (as_of is null or window_end is null)
);

create table milestone (
    milestone_id    text primary key,
    cluster_id      text not null references cluster,
    kind            text not null references milestone_kind,
    as_of           text,
    as_of_end       date,
    as_of_precision text check (as_of_precision in ('year', 'month', 'day')),
    as_of_basis     text check (as_of_basis in ('stated', 'publication_date', 'derived')),
    value           double,
    unit            text references unit,
    qualifier       text references qualifier,
    scope           text not null references scope,
    source_id       text not null references source,
    locator         text not null,
    note            text,
    origin          text not null default 'shipped' check (origin in ('shipped', 'published', 'yours'))
);

create table relation (
    relation_id     text primary key,
    cluster_id      text not null references cluster,
    kind            text not null references relation_kind,
    organisation_id text not null references organisation,
    as_of           text,
    as_of_end       date,
    as_of_precision text check (as_of_precision in ('year', 'month', 'day')),
    as_of_basis     text check (as_of_basis in ('stated', 'publication_date', 'derived')),
    until           text,
    renewal         boolean not null,   -- the source says that it was held before
    source_id       text not null references source,
    locator         text not null,
    note            text,
    origin          text not null default 'shipped' check (origin in ('shipped', 'published', 'yours'))
);

-- What a label, programme or listing asks for, as far as it is public.
create table scheme (
    scheme_id       text primary key,
    position        integer not null,
    organisation_id text references organisation,   -- the label it leads to, if it is one of them
    name_en         text not null,
    name_de         text not null,
    short_en        text not null,
    short_de        text not null,
    version         text,
    criteria_count  integer,            -- how many it has, where known; our list may be shorter
    source_id       text not null references source,
    note_en         text not null,
    note_de         text not null
);

create table criterion (
    criterion_id       text primary key,
    scheme_id          text not null references scheme,
    code               text,
    position           integer not null,
    group_en           text not null,
    group_de           text not null,
    name_en            text not null,
    name_de            text not null,
    metric_id          text references metric,   -- null when nothing here measures it
    share_of           text references metric,   -- then metric_id in percent of this one
    comparison         text check (comparison in ('at_least', 'required')),  -- null: not public
    threshold          double,
    unit_en            text,
    unit_de            text,
    usually            boolean not null,         -- the source says "usually"
    confidence         text not null check (confidence in ('read', 'general_knowledge')),
    audited_for_silver boolean,
    remark_en          text,
    remark_de          text,
    source_id          text not null references source,
    check ((coalesce(comparison, '') = 'at_least') = (threshold is not null)),
    check (share_of is null or metric_id is not null)
);

-- How long a label holds, where that is published.
create table label_rule (
    organisation_id text primary key references organisation,
    validity_months integer not null check (validity_months > 0),   -- of the first award
    counted_from    text not null check (counted_from in ('interview', 'assessment', 'award')),
    renewal_months  integer check (renewal_months > 0),             -- null: not published
    source_id       text not null references source,
    note            text not null
);

-- Where a later release of the tables does not go together with what was published: an editor is
-- to settle it, and until then what was published holds.
create table publication_conflict (
    item       text not null,           -- what to name when settling it
    version    integer not null,        -- the newest published version that touched it
    table_name text not null,
    cluster_id text,
    about      text,                    -- the metric or kind, or the id of the row
    reason     text not null check (reason in ('changed', 'removed', 'added', 'beside', 'unfit')),
    base       text,                    -- JSON: the row as it was shipped when it was published
    published  text,                    -- JSON: as it was published; null: withdrawn
    shipped    text not null,           -- JSON: list of the rows that the release has instead
    wrong      text,                    -- what does not fit, of one that had to be set aside
    primary key (item, reason)
);
