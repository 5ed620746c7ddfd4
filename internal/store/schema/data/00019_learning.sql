-- +goose Up

-- The session of a cohort that a mark is of, or that was made up. None where a
-- list said the day alone.
alter table attention add column session text;
create index attention_by_session on attention (organisation, session) where session is not null;

-- Women who go through a training together.
create table cohort (
    organisation text not null,
    id text not null,
    code text not null,
    programme text not null,
    training text not null,
    title text not null,
    place text not null,
    account text not null,
    state text not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id),
    constraint cohort_state_known check (state in ('planned', 'enrolling', 'running', 'completed', 'reported'))
);
create unique index cohort_code_once on cohort (organisation, code);

-- What is on the calendar of a cohort. It is called lesson where "session" would
-- be somebody who is signed in.
create table lesson (
    organisation text not null,
    id text not null,
    cohort text not null,
    course text not null,
    number bigint not null,
    day text not null,
    hour text not null,
    topics text not null,
    place text not null,
    venue text not null,
    modality text not null,
    account text not null,
    partner text not null,
    planned bigint not null,
    lasted bigint not null,
    materials text not null,
    childcare bigint not null,
    stipend bigint not null,
    state text not null,
    reason text not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id),
    constraint lesson_state_known check (state in ('planned', 'held', 'cancelled')),
    constraint lesson_modality_known check (modality in ('in_person', 'remote', 'mixed'))
);
create index lesson_by_cohort on lesson (organisation, cohort, day);
create index lesson_by_day on lesson (organisation, day);

-- A woman's place in a cohort. Ids alone: that she was there outlives her name.
create table enrolment (
    organisation text not null,
    id text not null,
    cohort text not null,
    person text not null,
    collective text not null,
    since text not null,
    state text not null,
    reason text not null,
    passed text not null,
    called text not null,
    moved_to text not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id),
    constraint enrolment_state_known check (state in (
        'interested', 'invited', 'enrolled', 'active', 'completed', 'partially_completed', 'dropped_out', 'transferred'))
);
create index enrolment_by_cohort on enrolment (organisation, cohort);
create index enrolment_by_person on enrolment (organisation, person);

-- A step on the ladder of a skill.
create table skill_step (
    organisation text not null,
    id text not null,
    enrolment text not null,
    person text not null,
    course text not null,
    skill text not null,
    level text not null,
    day text not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id),
    constraint skill_level_known check (level in ('learns', 'alone', 'teaches'))
);
create index skill_step_by_enrolment on skill_step (organisation, enrolment);
create index skill_step_by_person on skill_step (organisation, person);

-- A paper that was issued. The name that she chose for it is sealed under her key.
create table certificate (
    organisation text not null,
    id text not null,
    code text not null,
    cohort text not null,
    enrolment text not null,
    person text not null,
    kind text not null,
    version bigint not null,
    minutes bigint not null,
    day text not null,
    revoked text not null,
    name bytea not null,
    reason bytea,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id),
    constraint certificate_kind_known check (kind in ('approval', 'participation'))
);
create index certificate_by_code on certificate (code);
create index certificate_by_enrolment on certificate (organisation, enrolment);
create index certificate_by_person on certificate (organisation, person);
