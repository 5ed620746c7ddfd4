-- +goose Up

-- Commands that were taken back, with what they had come to: what they told
-- stays told, and they may be carried out anew.
create table journal_command_undone (
    organisation text not null,
    id text not null,
    first bigint not null,
    last bigint not null,
    answer text not null,
    undone bigint not null,
    primary key (organisation, id, undone)
);
create index command_undone_by_entry on journal_command_undone (organisation, undone, id);

-- Records that were taken back. Their numbers and codes are nobody else's: the
-- facts of before speak of them.
create table person_withdrawn (
    organisation text not null,
    id text not null,
    number bigint not null,
    code text not null,
    entry bigint not null,
    primary key (organisation, number)
);

-- Rows that nearly say what was recorded before, for people to decide. What the
-- row says is sealed under the key of whom it speaks of.
create table held_row (
    organisation text not null,
    id text not null,
    code text not null,
    person text not null,
    class text not null,
    reason text not null,
    others text not null,
    said bytea not null,
    verdict text not null,
    raised bigint not null,
    decided bigint,
    first bigint not null,
    last bigint not null,
    primary key (organisation, id),
    constraint held_verdict_known check (verdict in ('open', 'same', 'corrected', 'different', 'withdrawn'))
);
create unique index held_code_once on held_row (organisation, code);
create index held_by_raised on held_row (organisation, raised);
create index held_by_entry on held_row (organisation, last);

create index pair_by_second on review_pair (organisation, second);
create index activity_by_day on activity (organisation, programme, service, day);

-- The position at which a list was taken back.
alter table import add column undone bigint;

-- The command of a row; whether the row was the one to carry it out; and the
-- entries that had said before what the row says.
alter table import_row add column command text not null default '';
alter table import_row add column own bigint not null default 0;
alter table import_row add column echoes text not null default '';

update import_row
set command = coalesce((
    select e.command
    from journal_entry e
    where e.organisation = import_row.organisation and e.number = import_row.last and import_row.first <= import_row.last), '');

update import_row
set own = 1
where status in ('accepted', 'review');
