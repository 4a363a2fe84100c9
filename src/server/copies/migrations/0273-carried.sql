-- What other rooms give into the care of the copies: packages of December archiving, clips of the
-- resource library, fixed evidence. They lie outside the five partitions (C-23), sealed to the identity
-- of the occasion they show; a clip of the library, which may show several, has one of its own.
alter table copies.object drop constraint object_class_check;
alter table copies.object add constraint object_class_check check (class in
  ('footage', 'paper', 'sheet', 'ledger', 'database', 'house', 'archive', 'library', 'evidence'));
-- Of the checks without a name: the home goes with the class, partition and part with the home.
alter table copies.object drop constraint object_check;
alter table copies.object drop constraint object_check1;
alter table copies.object drop constraint object_check2;
alter table copies.object add constraint object_home check (case
  when class in ('footage', 'archive', 'library') then home_id is not null
  when class = 'evidence' then true
  else home_id is null end);
alter table copies.object add constraint object_partition
  check ((class = 'footage') = (partition is not null));
alter table copies.object add constraint object_part check ((class = 'footage') = (part is not null));

-- The reading of originals goes on with the files that are no recordings, by their names; null while it
-- reads the recordings.
alter table copies.scrub add column after_name text;
create index object_to_read on copies.object (site_id, name)
  where sha256 is not null and (class in ('paper', 'sheet', 'archive', 'library', 'evidence')
    or part = 'manifest');
