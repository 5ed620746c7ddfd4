-- +goose Up

-- Where somebody was served, as the doors ask of every woman.
create index fact_served on fact (organisation, number, programme, service, place, until) where until is null;

-- What was delivered, and given, in one district: how far most roles go.
create index fact_by_place on fact (organisation, place, programme, service, number, until);
create index attention_by_place on attention (organisation, place, programme, service, id);

-- A thread's records, without reading them, and the records that are on the
-- thread of another.
drop index person_by_root;
create index person_by_root on person (organisation, root, number, id);
create index person_merged on person (organisation, id, root) where root <> id;

-- What waits for people to decide, and what they decided.
create index pair_by_verdict on review_pair (organisation, verdict, raised);
