-- +goose Up

-- Figures that were frozen: what was handed in or published, as it was. The
-- content is sealed, since it tells who signed and what was hidden, and its hash
-- is in the journal too. A later version never touches an earlier one.
create table publication (
    organisation text not null,
    id text not null,
    code text not null,
    programme text not null,
    version text not null,
    position bigint not null,
    public bigint not null,
    supersedes text not null,
    content bytea not null,
    hash text not null,
    entry bigint not null,
    primary key (organisation, id),
    constraint publication_public_known check (public in (0, 1))
);
create unique index publication_code_once on publication (organisation, code);
create index publication_by_programme on publication (organisation, programme, entry);
