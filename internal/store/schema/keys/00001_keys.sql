-- +goose Up

-- One row per key, wrapped under the master key that is kept elsewhere. A
-- destroyed key leaves its row without the key, so that a restored backup can
-- be told whom to forget again.
create table wrapped_key (
    id text not null,
    wrapped bytea,
    destroyed_at text,
    primary key (id),
    constraint key_kept_or_destroyed check ((wrapped is null) <> (destroyed_at is null))
);

-- Every process asks often which keys are gone; they are few.
create index key_destroyed on wrapped_key (id) where destroyed_at is not null;
