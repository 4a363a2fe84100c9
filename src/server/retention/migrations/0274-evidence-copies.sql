-- Fixed evidence is copied apart (S3-B2a): which segments were locked when it was fixed, and what became
-- of their copies.
create table retention.evidence_copy (
  evidence_id uuid primary key references retention.evidence,
  site_id uuid not null,
  -- Each locked segment with its home, digest and size, in the order of time.
  segments jsonb not null,
  copied_at_ms bigint,
  -- Homes whose part was erased since, because they were destroyed.
  erased_homes uuid[] not null default '{}'
);
create index evidence_to_copy on retention.evidence_copy (site_id) where copied_at_ms is null;
call app.guard('retention.evidence_copy');
grant select, insert on retention.evidence_copy to liuhen_app;
grant update (copied_at_ms, erased_homes) on retention.evidence_copy to liuhen_app;
