-- How sensitive a lesson's footage is (S3-Q2).
alter table lessons.lesson add column sensitivity text not null default 'ordinary'
  check (sensitivity in ('ordinary', 'sensitive', 'secret'));
