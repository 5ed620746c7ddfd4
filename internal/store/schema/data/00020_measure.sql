-- +goose Up

-- What a woman answered to an instrument at one time. The answers are sealed under
-- her key, those about health under that of their class as well.
create table measurement (
    organisation text not null,
    id text not null,
    programme text not null,
    service text not null,
    person text not null,
    instrument text not null,
    version text not null,
    wave text not null,
    day text not null,
    place text not null,
    language text not null,
    answers bytea not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id)
);
create index measurement_by_person on measurement (organisation, person, instrument);
create index measurement_by_instrument on measurement (organisation, programme, instrument, wave);
