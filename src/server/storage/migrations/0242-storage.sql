create schema storage;

-- How full a disk was: one row a day, the day's last reading.
create table storage.disk_day (
  site_id uuid not null,
  mount_point text not null check (char_length(mount_point) between 1 and 400),
  date text not null check (date ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  at_ms bigint not null,
  device text not null,
  file_system text not null,
  folders text[] not null,
  size_bytes bigint not null check (size_bytes >= 0),
  used_bytes bigint not null check (used_bytes >= 0),
  free_bytes bigint not null check (free_bytes >= 0),
  health jsonb,
  primary key (site_id, mount_point, date)
);

create table storage.partition_day (
  site_id uuid not null,
  partition text not null,
  date text not null check (date ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  at_ms bigint not null,
  files int not null check (files >= 0),
  size_bytes bigint not null check (size_bytes >= 0),
  watch_bytes bigint not null check (watch_bytes >= 0),
  primary key (site_id, partition, date)
);

-- How far back each 24-hour camera could be played when it was last looked at.
create table storage.camera_reach (
  site_id uuid not null,
  camera_id uuid not null,
  since_date text not null,
  oldest_date text,
  days int not null check (days >= 0),
  due_days int not null check (due_days >= 0),
  lost jsonb not null,
  looked_at_ms bigint not null,
  primary key (site_id, camera_id)
);

call app.guard('storage.disk_day');
call app.guard('storage.partition_day');
call app.guard('storage.camera_reach');
grant usage on schema storage to liuhen_app, t_director, t_admin, t_auditor;
-- Readings, not evidence: what was alarming is an incident, and that stays.
grant select, insert, update on storage.disk_day, storage.partition_day, storage.camera_reach
  to liuhen_app;
do $$
declare name text;
begin
  foreach name in array array['disk_day', 'partition_day', 'camera_reach'] loop
    execute format('create policy readers on storage.%I for select to t_director, t_admin, t_auditor
      using (site_id = (select app.site()))', name);
    execute format('grant select on storage.%I to t_director, t_admin, t_auditor', name);
  end loop;
end $$;
