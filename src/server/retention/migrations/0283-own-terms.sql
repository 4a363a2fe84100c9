-- The institution's own terms of keeping: each change a row for ever, the newest of a class in force.
create table retention.own_term (
  term_id uuid primary key,
  site_id uuid not null,
  class text not null check (class in ('T3', 'T5', 'V30', 'AG', 'SI', 'RG', 'CK')),
  years int check (years between 1 and 100),
  days int check (days between 1 and 3660),
  reason text not null check (length(reason) between 1 and 2000),
  set_at_ms bigint not null,
  set_by uuid not null,
  standing_for uuid,
  signature jsonb not null,
  signature_sha256 text not null check (signature_sha256 ~ '^[0-9a-f]{64}$'),
  -- How far what was kept before has been gone through, and when that was done.
  applied_after uuid,
  applied_at_ms bigint,
  check ((years is null) <> (days is null))
);
create index own_term_of_class on retention.own_term (site_id, class, set_at_ms);
create index own_term_at_work on retention.own_term (site_id) where applied_at_ms is null;
-- Claims of a class, in their order.
create index claim_by_class on retention.claim (class, claim_id)
  where basis = 'class' and ended_at_ms is null;
call app.guard('retention.own_term');
grant select, insert on retention.own_term to liuhen_app;
grant update (applied_after, applied_at_ms) on retention.own_term to liuhen_app;
create policy everything on retention.own_term for select
  to t_director, t_superior, t_admin, t_auditor using (site_id = (select app.site()));
grant select on retention.own_term to t_director, t_superior, t_admin, t_auditor;
