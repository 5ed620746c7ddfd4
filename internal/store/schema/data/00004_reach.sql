-- +goose Up

-- What was delivered, without names: derived from the journal, kept in step
-- with it, and outliving the identity of whom it was delivered to. A row holds
-- from the position since until the position until.
create table fact (
    organisation text not null,
    since bigint not null,
    ordinal bigint not null,
    until bigint,
    number bigint not null,
    programme text not null,
    service text not null,
    outcome text not null,
    day text not null,
    place text not null,
    sex text not null,
    age bigint,
    population text not null,
    nationality text not null,
    flags bigint not null,
    collective text not null,
    source text not null,
    primary key (organisation, since, ordinal),
    constraint fact_until_after_since check (until is null or until > since)
);
create index fact_by_service on fact (organisation, programme, service, outcome, day);
create index fact_by_number on fact (organisation, number, since, ordinal);
create index fact_by_source on fact (organisation, source);

-- Whose number counts as whose, and between which positions.
create table fact_root (
    organisation text not null,
    number bigint not null,
    root bigint not null,
    since bigint not null,
    until bigint,
    primary key (organisation, number, since)
);

-- People counted without names, always declared beside the others.
create table tally (
    organisation text not null,
    since bigint not null,
    ordinal bigint not null,
    until bigint,
    programme text not null,
    service text not null,
    outcome text not null,
    day text not null,
    place text not null,
    sex text not null,
    min_age bigint not null,
    max_age bigint not null,
    people bigint not null,
    source text not null,
    primary key (organisation, since, ordinal)
);
create index tally_by_service on tally (organisation, programme, service, outcome, day);
create index tally_by_source on tally (organisation, source);
