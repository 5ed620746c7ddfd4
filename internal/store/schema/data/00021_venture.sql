-- +goose Up

-- A woman's own business. Its name is sealed under her key; from its starting day
-- the months are counted in which somebody asks how it goes.
create table venture (
    organisation text not null,
    id text not null,
    programme text not null,
    service text not null,
    person text not null,
    place text not null,
    starts text not null,
    name bytea,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id)
);
create index venture_by_person on venture (organisation, person);
create index venture_by_start on venture (organisation, starts);

-- Its plan, each version of it, sealed under her key, with who wrote it down.
create table business_plan (
    organisation text not null,
    venture text not null,
    version bigint not null,
    day text not null,
    author text not null,
    plan bytea not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, venture, version)
);

-- What each reviewer gave a version of a plan.
create table plan_pitch (
    organisation text not null,
    venture text not null,
    version bigint not null,
    reviewer text not null,
    day text not null,
    total bigint not null,
    points bytea not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, venture, version, reviewer)
);

-- Seed capital for a business. Amounts stand in the clear: what was paid is
-- accounted for after somebody was forgotten, by a code.
create table seed (
    organisation text not null,
    id text not null,
    venture text not null,
    state text not null,
    kind text not null,
    day text not null,
    amount bigint not null,
    first bigint not null,
    first_day text not null,
    second_day text not null,
    applicant text not null,
    words bytea not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id)
);
create index seed_by_venture on seed (organisation, venture);

-- What was shown of how it was spent: what it was for is sealed under her key.
create table seed_receipt (
    organisation text not null,
    id text not null,
    seed text not null,
    day text not null,
    amount bigint not null,
    words bytea,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id)
);
create index seed_receipt_by_seed on seed_receipt (organisation, seed);

-- How a business goes in a month. Its numbers are sealed under her key, and what is
-- for a trained worker alone under that of its class as well.
create table venture_visit (
    organisation text not null,
    id text not null,
    venture text not null,
    month bigint not null,
    day text not null,
    operating text not null,
    numbers bytea,
    aside bytea,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id)
);
create unique index venture_visit_once on venture_visit (organisation, venture, month);

-- How her work goes in a month after a course.
create table work_visit (
    organisation text not null,
    id text not null,
    programme text not null,
    service text not null,
    person text not null,
    place text not null,
    month bigint not null,
    day text not null,
    status text not null,
    contract bigint not null,
    through_us bigint not null,
    numbers bytea,
    aside bytea,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id)
);
create index work_visit_by_person on work_visit (organisation, person);
create index work_visit_by_day on work_visit (organisation, month, day);

-- What was made in a course, by everybody of it or by one woman.
create table product_batch (
    organisation text not null,
    id text not null,
    programme text not null,
    service text not null,
    cohort text not null,
    person text not null,
    place text not null,
    day text not null,
    product text not null,
    units bigint not null,
    minutes bigint not null,
    material bigint not null,
    price bigint not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id)
);
create index product_batch_by_cohort on product_batch (organisation, programme, cohort, day);

-- What became of it: sold, for her own use, or given away.
create table product_use (
    organisation text not null,
    id text not null,
    batch text not null,
    day text not null,
    how text not null,
    units bigint not null,
    amount bigint not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id)
);
create index product_use_by_batch on product_use (organisation, batch);

-- What a workshop took in and paid besides its sales. What for is sealed under the
-- organisation's key.
create table workshop_line (
    organisation text not null,
    id text not null,
    programme text not null,
    service text not null,
    cohort text not null,
    place text not null,
    day text not null,
    how text not null,
    amount bigint not null,
    words bytea,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id)
);
create index workshop_line_by_cohort on workshop_line (organisation, programme, cohort, day);
