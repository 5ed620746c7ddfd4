-- +goose Up

-- What listeners derived from an entry, as keyed sums by table. Entries from
-- before this column have none.
alter table journal_entry add column derived text not null default '';

-- The number of the head before the last write: a key store whose last
-- checkpoint is older than that is an older copy.
alter table journal_head add column before bigint not null default 0;

-- A keyed hash over the head: without the keys no chain is cut short.
alter table journal_head add column seal text not null default '';

-- The keys that were destroyed, beside the data as well: an older copy of the
-- key store that is put back forgets them again.
create table forgotten_key (
    id text not null,
    seal text not null,
    primary key (id)
);

-- A keyed hash over all the columns of a row: whoever changes one behind the
-- program's back cannot make it.
alter table activity add column seal text not null default '';
alter table attention add column seal text not null default '';
alter table collective add column seal text not null default '';
alter table consent add column seal text not null default '';
alter table headcount add column seal text not null default '';
alter table headcount_link add column seal text not null default '';
alter table headcount_population add column seal text not null default '';
alter table held_row add column seal text not null default '';
alter table household add column seal text not null default '';
alter table household_member add column seal text not null default '';
alter table import add column seal text not null default '';
alter table import_row add column seal text not null default '';
alter table journal_command add column seal text not null default '';
alter table journal_command_undone add column seal text not null default '';
alter table merge add column seal text not null default '';
alter table milestone add column seal text not null default '';
alter table organisation add column seal text not null default '';
alter table person add column seal text not null default '';
alter table person_token add column seal text not null default '';
alter table person_withdrawn add column seal text not null default '';
alter table programme add column seal text not null default '';
alter table publication add column seal text not null default '';
alter table review_pair add column seal text not null default '';
alter table seat add column seal text not null default '';
