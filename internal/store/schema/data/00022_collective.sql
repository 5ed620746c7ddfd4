-- +goose Up

-- Of the people who were counted at an activity, how many came for the first time,
-- as was declared, and who of them is registered since; null where nobody asked.
alter table activity add column first_time bigint;
alter table headcount_link add column first_time bigint;

-- By which programme an organisation of base was entered by hand, and how the
-- municipality recognises it.
alter table collective add column programme text;
alter table collective add column resolution text;
alter table collective add column recognised text;
alter table collective add column recognised_until text;
create index collective_by_recognition on collective (organisation, recognised_until) where recognised_until is not null;
create index headcount_link_by_person on headcount_link (organisation, person);
create index attention_by_collective on attention (organisation, collective) where collective <> '';

-- What somebody learnt, taught on in a committee. What was written of it is sealed
-- under the key of the organisation.
create table replica (
    organisation text not null,
    id text not null,
    programme text not null,
    service text not null,
    collective text not null,
    trainer text not null,
    ring bigint not null,
    topics text not null,
    covered text not null,
    day text not null,
    place text not null,
    minutes bigint not null,
    state text not null,
    activity text not null,
    total bigint not null,
    first_time bigint not null,
    reporter text not null,
    in_time bigint not null,
    way text not null,
    verified text not null,
    words bytea,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id),
    constraint replica_state_known check (state in ('planned', 'held', 'reported', 'verified', 'closed', 'cancelled')),
    constraint replica_first_time_within check (first_time >= 0 and first_time <= total)
);
create index replica_by_collective on replica (organisation, collective, day);
create index replica_by_activity on replica (organisation, activity) where activity <> '';
create index replica_by_state on replica (organisation, programme, state, day);

-- What somebody proposed in her committee or beyond. What it says is sealed under
-- her key.
create table proposal (
    organisation text not null,
    id text not null,
    programme text not null,
    collective text not null,
    person text not null,
    sphere text not null,
    made text not null,
    state text not null,
    decided text not null,
    words bytea,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id),
    constraint proposal_state_known check (state in ('open', 'adopted', 'declined'))
);
create index proposal_by_collective on proposal (organisation, collective, made);
create index proposal_by_person on proposal (organisation, person);
