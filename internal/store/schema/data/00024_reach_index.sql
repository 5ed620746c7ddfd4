-- +goose Up

-- What ended, and who was joined or parted, between two positions: by these the
-- index in memory keeps in step. What began is found by the primary key.
create index fact_ended on fact (organisation, until) where until is not null;
create index fact_root_by_since on fact_root (organisation, since);
create index fact_root_ended on fact_root (organisation, until) where until is not null;
