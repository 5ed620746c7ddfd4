-- +goose Up

-- The last positions of each organisation's journal, signed: an older copy of
-- the data that is put back is behind them.
create table checkpoint (
    organisation text not null,
    number bigint not null,
    hash text not null,
    at text not null,
    destroyed bigint not null,
    signature bytea not null,
    primary key (organisation, number)
);
