-- +goose Up

-- Sets of figures that somebody wants frozen, and that wait for somebody else to
-- sign. What is to be frozen, and why, is sealed.
create table freeze_ask (
    organisation text not null,
    id text not null,
    programme text not null,
    account text not null,
    at text not null,
    sealed bytea not null,
    entry bigint not null,
    seal text not null default '',
    primary key (organisation, id)
);

-- What people decided of what a model weighed: enough to say how sure the words of
-- a pair are, without the pairs.
create index pair_judged on review_pair (organisation, model, strength, verdict)
    where verdict in ('same', 'different', 'relative') and model is not null;

-- Under which thread a number is, without reading who she is.
create index person_thread on person (organisation, number, root);
