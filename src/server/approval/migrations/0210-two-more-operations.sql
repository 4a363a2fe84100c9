-- What a filmed person asks for, and publication (matrix 6.1); what is labelled sensitive (S3-Q2).
alter table approval.request drop constraint request_operation_check;
alter table approval.request add constraint request_operation_check check (operation in
  ('view', 'clip', 'department', 'outside', 'judicial', 'discipline', 'police', 'lend',
    'data-subject', 'publish'));
alter table approval.request add column masking boolean not null default false;
alter table approval.request add constraint request_is_masked
  check (masking or operation not in ('data-subject', 'publish'));

alter table approval.step drop constraint step_post_check;
alter table approval.step add constraint step_post_check
  check (post in ('administrator', 'first', 'second', 'privacy'));

-- The label as it was when the case was filed: what has been raised since is not covered by it.
alter table approval.request_lesson add column sensitivity text not null default 'ordinary'
  check (sensitivity in ('ordinary', 'sensitive', 'secret'));
