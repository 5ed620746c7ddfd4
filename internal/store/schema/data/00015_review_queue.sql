-- +goose Up

-- The pairs that wait, in the order in which people are asked about them, and
-- those that were decided: a page of either is read without the others.
create index pair_waiting on review_pair (organisation, strength desc, raised) where verdict in ('open', 'unsure');
create index pair_decided on review_pair (organisation, decided) where verdict in ('same', 'different', 'relative');

-- The rows that wait for a decision are few beside those that were decided.
create index held_open on held_row (organisation, raised) where verdict = 'open';
