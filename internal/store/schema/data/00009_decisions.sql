-- +goose Up

-- What each person said of a pair. The name and what was said are sealed, at one
-- length whatever it was, so that nobody who reads the table can tell a pair that
-- waits for a second person from one of which somebody was unsure.
create table review_opinion (
    organisation text not null,
    pair text not null,
    actor text not null,
    said bytea not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, pair, actor)
);

-- Which model suggested a pair; none in pairs from before models had names.
alter table review_pair add column model text;

-- Which restricted teams guard a record. Everybody has a marker, of one length,
-- and what it says is sealed under a key of its own.
alter table person add column marker bytea;

-- What is kept of somebody who was forgotten. Why is sealed under the
-- organisation's key: it is free text.
create table person_erased (
    organisation text not null,
    id text not null,
    code text not null,
    erased text not null,
    basis bytea not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id)
);
