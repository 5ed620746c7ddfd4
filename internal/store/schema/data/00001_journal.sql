-- +goose Up

-- A value sealed under the keys with which this database was made: other keys
-- do not open it.
create table installation (
    id text not null,
    sealed bytea not null,
    primary key (id)
);

-- The last entry of each organisation's chain. Whoever writes for an
-- organisation holds its row, so that positions have no gaps.
create table journal_head (
    organisation text not null,
    number bigint not null,
    hash text not null,
    primary key (organisation)
);

-- The audit log: headers, chained, free of content.
create table journal_entry (
    organisation text not null,
    number bigint not null,
    at text not null,
    actor text not null,
    verb text not null,
    class text not null,
    subject text not null,
    command text not null,
    body_hash text not null,
    previous text not null,
    hash text not null,
    primary key (organisation, number),
    constraint entry_class_known check (class in ('P0', 'P1', 'P2', 'P3', 'P4'))
);

-- What each entry says, sealed under the key that may be destroyed.
create table journal_body (
    organisation text not null,
    number bigint not null,
    key_id text not null,
    sealed bytea not null,
    primary key (organisation, number)
);

-- The commands that have been carried out, with their first answer.
create table journal_command (
    organisation text not null,
    id text not null,
    first bigint not null,
    last bigint not null,
    answer text not null,
    primary key (organisation, id)
);

-- Who acts: the header shows a blind token, the name is sealed.
create table journal_actor (
    organisation text not null,
    id text not null,
    sealed bytea not null,
    primary key (organisation, id)
);
