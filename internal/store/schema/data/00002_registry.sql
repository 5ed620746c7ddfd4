-- +goose Up

-- A thread: one row per record of a person. The surviving thread of a merged
-- record is its root; a record that was never merged is its own root.
create table person (
    organisation text not null,
    id text not null,
    number bigint not null,
    code text not null,
    root text not null,
    sex text not null,
    nationality text not null,
    population text not null,
    identity bytea not null,
    health bytea,
    entry bigint not null,
    primary key (organisation, id),
    constraint person_sex_known check (sex in ('F', 'M', 'I', 'NS'))
);
create unique index person_number_once on person (organisation, number);
create unique index person_code_once on person (organisation, code);
create index person_by_root on person (organisation, root, number);

-- Blind tokens by which a person is found again without being read. The token
-- leads: PostgreSQL would otherwise read all of an organisation's while it has
-- no statistics.
create table person_token (
    organisation text not null,
    token text not null,
    person text not null,
    primary key (token, organisation, person)
);

-- Two records that may be the same woman, for people to decide.
create table review_pair (
    organisation text not null,
    id text not null,
    code text not null,
    first text not null,
    second text not null,
    strength bigint not null,
    reasons text not null,
    verdict text not null,
    raised bigint not null,
    decided bigint,
    primary key (organisation, id),
    constraint pair_verdict_known check (verdict in ('open', 'same', 'different', 'relative', 'unsure'))
);
create unique index pair_asked_once on review_pair (organisation, first, second);
create unique index pair_code_once on review_pair (organisation, code);

-- What was joined, and what was taken apart again.
create table merge (
    organisation text not null,
    id text not null,
    survivor text not null,
    absorbed text not null,
    pair text not null,
    merged bigint not null,
    unmerged bigint,
    primary key (organisation, id)
);
create index merge_by_absorbed on merge (organisation, absorbed);
create index merge_by_pair on merge (organisation, pair);

create table household (
    organisation text not null,
    id text not null,
    token text not null,
    entry bigint not null,
    primary key (organisation, id)
);
create unique index household_once on household (organisation, token);

create table household_member (
    organisation text not null,
    household text not null,
    person text not null,
    role text not null,
    entry bigint not null,
    primary key (organisation, household, person)
);

create table consent (
    organisation text not null,
    id text not null,
    person text not null,
    purpose text not null,
    text_version text not null,
    language text not null,
    mode text not null,
    given text not null,
    revoked text,
    entry bigint not null,
    primary key (organisation, id),
    constraint consent_mode_known check (mode in ('signed', 'verbal_witnessed', 'verbal')),
    constraint consent_ends_after_it_starts check (revoked is null or revoked >= given)
);
create index consent_by_person on consent (organisation, person, purpose);
