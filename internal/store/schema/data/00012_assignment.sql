-- +goose Up

-- Who accompanies whom: an account beside a record, from a day on. One that has
-- an end holds no longer.
create table assignment (
    organisation text not null,
    id text not null,
    person text not null,
    account text not null,
    since text not null,
    until text,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id),
    constraint assignment_ends_after_it_starts check (until is null or until >= since)
);
create index assignment_by_account on assignment (organisation, account, person);
create index assignment_by_person on assignment (organisation, person, entry);

-- The entries that say who read somebody's thread, by whose it is.
create index journal_read on journal_entry (organisation, subject, number) where verb = 'thread.read';

-- A thread is read by whose it is.
create index household_member_by_person on household_member (organisation, person);
create index seat_by_person on seat (organisation, person, since, entry);
