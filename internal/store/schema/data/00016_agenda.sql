-- +goose Up

-- What was agreed with a woman for a day. What is to be done and where is sealed
-- under her key.
create table planned_step (
    organisation text not null,
    id text not null,
    programme text not null,
    service text not null,
    person text not null,
    day text not null,
    hour text not null,
    place text not null,
    account text not null,
    state text not null,
    words bytea,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id),
    constraint planned_step_state_known check (state in ('planned', 'done', 'dropped'))
);

-- What waits for somebody, what waits for a woman, and what is on a day.
create index planned_step_by_account on planned_step (organisation, account, day) where state = 'planned';
create index planned_step_by_person on planned_step (organisation, person, day);
create index planned_step_by_day on planned_step (organisation, day, hour);

-- On which days a paper of a record expires: the day alone, neither what paper it
-- is nor its number.
create table due_paper (
    organisation text not null,
    person text not null,
    day text not null,
    seal text not null default '',
    primary key (organisation, person, day)
);
