-- +goose Up

-- What one account did, newest first.
create index journal_entry_by_actor on journal_entry (organisation, actor, number);
