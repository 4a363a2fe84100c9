-- What a copy covers (C-52): masks as they were ordered, silence, or the signed statement that nobody
-- else is recognisable.
alter table export.copy
  add column masks jsonb not null default '[]',
  add column muted boolean not null default false,
  add column nobody_else text,
  add column nobody_else_signature text check (nobody_else_signature ~ '^[0-9a-f]{64}$'),
  add constraint copy_statement check ((nobody_else is null) = (nobody_else_signature is null));

-- And what came of it in each new recording.
alter table export.derivation
  add column masks jsonb not null default '[]',
  add column muted boolean not null default false;
create index derivation_by_parent on export.derivation (site_id, segment_id);
