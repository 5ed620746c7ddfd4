-- +goose Up

-- Work that waits. Like sessions, jobs are no witness to anything: every second
-- of work moves one. What a job is to do, and what came of it, is sealed whole, so
-- that none is made without the keys; what it writes, it writes through the
-- journal. Whoever has the lease of a job works on it; once the lease has run out,
-- somebody else takes it up.
create table job (
    organisation text not null,
    id text not null,
    kind text not null,
    subject text not null,
    state text not null,
    made text not null,
    due text not null,
    owner text not null,
    attempts bigint not null,
    begun text not null,
    moved text not null,
    skipped bigint not null,
    done bigint not null,
    total bigint not null,
    payload bytea not null,
    result bytea,
    primary key (organisation, id),
    constraint job_state_known check (state in ('waiting', 'running', 'done', 'failed'))
);
create index job_by_due on job (state, due);
create index job_by_subject on job (organisation, subject, id);

-- Lists that were handed in at the pages and are not taken in yet, or not long
-- ago. What is known of one, and its bytes, are sealed; it is gone within a day.
create table handed (
    organisation text not null,
    id text not null,
    code text not null,
    programme text not null,
    owner text not null,
    state text not null,
    version bigint not null,
    at text not null,
    until text not null,
    import text not null,
    kept bytea not null,
    primary key (organisation, id)
);
create unique index handed_code_once on handed (organisation, code);
create index handed_by_owner on handed (organisation, programme, owner, id);
create index handed_by_until on handed (until);

-- The bytes of a list, and of the rows of it that were rejected, in pieces.
create table handed_part (
    organisation text not null,
    handed text not null,
    what text not null,
    part bigint not null,
    sealed bytea not null,
    primary key (organisation, handed, what, part)
);

-- What became of a list as a whole, sealed.
alter table import add column account bytea;
