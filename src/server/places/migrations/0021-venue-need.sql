-- End of the last recorded lesson planned in this venue; kept by the lessons room in the transaction
-- of each change, so that the last camera cannot leave a venue which still needs one (S0-5.2.0).
alter table places.venue add column needed_until_ms bigint not null default 0;
