-- +goose Up

-- What a register learnt of how its records resemble each other: chances, and
-- nothing of anybody. Every version is kept, so that a suggestion can be explained
-- by the model that made it.
create table match_model (
    organisation text not null,
    version text not null,
    model text not null,
    records bigint not null,
    as_of bigint not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, version)
);
create index model_by_entry on match_model (organisation, entry);
