-- +goose Up

-- A list that was imported. Its name may name somebody, so it is sealed.
create table import (
    organisation text not null,
    id text not null,
    code text not null,
    programme text not null,
    name bytea not null,
    at text not null,
    entry bigint not null,
    primary key (organisation, id)
);
create unique index import_code_once on import (organisation, code);

-- What became of every row that was read.
create table import_row (
    organisation text not null,
    import text not null,
    sheet bigint not null,
    row bigint not null,
    status text not null,
    person text not null,
    first bigint not null,
    last bigint not null,
    reason bytea,
    primary key (organisation, import, sheet, row),
    constraint row_status_known check (status in ('accepted', 'known', 'review', 'rejected'))
);
create index import_row_by_entry on import_row (organisation, last);
