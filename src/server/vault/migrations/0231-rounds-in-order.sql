-- Rounds are entered one after another under a lock: their number follows the order of commits, so
-- whoever goes on from the last number seen misses none, whatever the clock did.
alter table vault.round add column seq bigint generated always as identity unique;
-- What is read through and through, a piece at a time.
create index object_by_home on vault.object (home_id, object_id);
