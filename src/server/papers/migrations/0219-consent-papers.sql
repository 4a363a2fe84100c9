-- Who is shown in the resource library has consented on paper (S3-Q6).
alter table papers.paper drop constraint paper_kind_check;
alter table papers.paper add constraint paper_kind_check check (kind in
  ('letter', 'legal', 'police-id', 'introduction', 'signed-scan', 'return-statement', 'identity',
   'consent'));
