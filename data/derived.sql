-- The tables that are worked out from the others: snapshot.sql fills them, and the build the last.

-- Statements that give way to another one of the same source, which hedges the same number.
create table overruled (
    observation_id text primary key
);

create table dated_figure (            -- the dated figure that speaks for its calendar year
    metric_id      text not null,
    year           integer not null,
    cluster_id     text not null,
    exact_only     boolean not null,    -- among those without a hedge
    observation_id text not null,
    primary key (metric_id, year, cluster_id, exact_only)
);

create table snapshot (
    metric_id            text not null,
    year                 integer not null,
    cluster_id           text not null,
    exact_only           boolean not null,  -- what is known when hedged figures are left out
    value                double not null,
    low                  double not null,
    high                 double not null,
    as_of                text,              -- null: it has a window instead, or needs no date
    window_begin         text,
    window_end           text,
    window_exclusive     boolean not null,
    carried_forward      boolean not null,  -- it holds for an earlier year than this one
    aged_from            integer,           -- the year from which its age counts, if known
    observation_id       text not null,
    basis_observation_id text,          -- derived metrics: the second observation they stand on
    primary key (metric_id, year, cluster_id, exact_only)
);

create table growth_from (             -- growth up to a year, from each dated figure before
    metric_id            text not null,
    year                 integer not null,
    cluster_id           text not null,
    exact_only           boolean not null,
    base_year            integer not null,  -- the year of the earlier of the two figures
    is_first             boolean not null,  -- from the first dated figure of all
    value                double not null,
    low                  double not null,
    high                 double not null,
    as_of                text not null,
    carried_forward      boolean not null,
    aged_from            integer,
    observation_id       text not null,
    basis_observation_id text not null,
    primary key (metric_id, exact_only, year, cluster_id, base_year)
);

-- Which data this file was built from; part of every cache key and citation.
create table data_version (
    version      text not null,
    newest_as_of text,
    retrieved    text not null,         -- the newest day on which a source was seen
    first_year   integer not null,
    last_year    integer not null,
    built_at     text not null,         -- the moment of building, ISO 8601 in UTC
    published    integer not null       -- the newest published version in it; 0: none
);
