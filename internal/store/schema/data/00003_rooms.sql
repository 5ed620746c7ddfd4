-- +goose Up

-- The definitions in use, as written. One that is in use is never edited: a
-- change is a new version.
create table programme (
    organisation text not null,
    id text not null,
    version bigint not null,
    hash text not null,
    definition text not null,
    entry bigint not null,
    primary key (organisation, id, version)
);

create table organisation (
    id text not null,
    name text not null,
    role text not null,
    part_of text not null,
    place text not null,
    entry bigint not null,
    host text not null,
    primary key (host, id)
);

-- Committees and other groups that a person represents.
create table collective (
    organisation text not null,
    id text not null,
    kind text not null,
    token text not null,
    name bytea not null,
    place text not null,
    entry bigint not null,
    primary key (organisation, id)
);
create unique index collective_named_once on collective (organisation, token);

create table seat (
    organisation text not null,
    collective text not null,
    person text not null,
    role text not null,
    since text not null,
    until text,
    entry bigint not null,
    primary key (organisation, collective, person, role, since)
);

-- One service to one person on a day. The form is sealed under her key.
create table attention (
    organisation text not null,
    id text not null,
    programme text not null,
    service text not null,
    person text not null,
    day text not null,
    place text not null,
    outcomes text not null,
    minutes bigint not null,
    mark text not null,
    collective text not null,
    form bytea,
    entry bigint not null,
    primary key (organisation, id)
);
create index attention_by_person on attention (organisation, person, programme, service);

-- A condition over several attentions that has come true.
create table milestone (
    organisation text not null,
    person text not null,
    programme text not null,
    service text not null,
    outcome text not null,
    id text not null,
    day text not null,
    place text not null,
    collective text not null,
    entry bigint not null,
    primary key (organisation, person, programme, service, outcome)
);
create index milestone_by_id on milestone (organisation, id);

create table activity (
    organisation text not null,
    id text not null,
    programme text not null,
    service text not null,
    title text not null,
    day text not null,
    place text not null,
    method text not null,
    total bigint not null,
    entry bigint not null,
    primary key (organisation, id),
    constraint headcount_method_known check (method in ('counted', 'sign_in', 'estimated'))
);

create table headcount (
    organisation text not null,
    activity text not null,
    sex text not null,
    min_age bigint not null,
    max_age bigint not null,
    people bigint not null,
    primary key (organisation, activity, sex, min_age),
    constraint headcount_not_negative check (people >= 0)
);

create table headcount_population (
    organisation text not null,
    activity text not null,
    population text not null,
    people bigint not null,
    primary key (organisation, activity, population)
);

-- Somebody who was counted without a name and is registered: subtracted from
-- the group in which she was counted.
create table headcount_link (
    organisation text not null,
    activity text not null,
    person text not null,
    sex text not null,
    min_age bigint not null,
    entry bigint not null,
    primary key (organisation, activity, person)
);
