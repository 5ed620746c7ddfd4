-- +goose Up

-- In which household somebody of a number lives, and between which positions.
-- Derived from the journal and kept in step with it, as facts are.
create table fact_household (
    organisation text not null,
    number bigint not null,
    household text not null,
    since bigint not null,
    until bigint,
    primary key (organisation, number, household, since)
);
create index fact_household_by_since on fact_household (organisation, since);
create index fact_household_ended on fact_household (organisation, until) where until is not null;
