-- +goose Up

-- Where somebody was served, as the doors ask of every woman.
create index fact_served on fact (organisation, number, programme, service, place, until) where until is null;

-- What was delivered, and given, in one district: how far most roles go.
create index fact_by_place on fact (organisation, place, programme, service, number, until);
create index attention_by_place on attention (organisation, place, programme, service, id);

-- Whose thread a record is on, and what waits for people to decide.
create index person_thread on person (organisation, id, root);
create index pair_by_verdict on review_pair (organisation, verdict, raised);
