-- People: who they are, how they sign in, what they may. Times are milliseconds since 1970 (UTC).
create schema people;

create table people.person (
  person_id uuid primary key,
  site_id uuid not null,
  -- 工号, 学号 or the like: one person has one account (S0-13a).
  person_key text not null check (length(person_key) between 1 and 64),
  name text not null check (length(name) between 1 and 120),
  category text not null
    check (category in ('staff', 'teacher', 'instructor', 'student', 'trainee', 'external')),
  created_at_ms bigint not null,
  unique (site_id, person_key)
);

create table people.account (
  account_id uuid primary key,
  site_id uuid not null,
  person_id uuid not null references people.person,
  -- A login is never given to anybody else, not even after its account was closed.
  login text not null check (length(login) between 3 and 64),
  role text not null
    check (role in ('director', 'admin', 'teacher', 'manager', 'student', 'auditor')),
  secret_hash text not null,
  previous_hash text,
  must_change_secret boolean not null,
  secret_set_at_ms bigint not null,
  expires_at_ms bigint,
  closed_at_ms bigint,
  created_at_ms bigint not null,
  last_sign_in_at_ms bigint,
  unique (site_id, login)
);
create unique index account_one_per_person on people.account (person_id) where closed_at_ms is null;

-- Venues a person answers for (a training manager's area).
create table people.account_venue (
  account_id uuid not null references people.account,
  venue_id uuid not null,
  site_id uuid not null,
  primary key (account_id, venue_id)
);

create table people.sign_in (
  sign_in_id uuid primary key,
  site_id uuid not null,
  account_id uuid not null references people.account,
  -- SHA-256 of the token; the token itself is kept nowhere.
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  started_at_ms bigint not null,
  -- Last thing the person did: the idle limit runs from here.
  active_at_ms bigint not null,
  -- Last instant the page was heard, and since when it has been silent.
  seen_at_ms bigint,
  gone_at_ms bigint,
  gone_due_ms bigint,
  ended_at_ms bigint check (ended_at_ms >= started_at_ms),
  exit text check (exit in ('sign-out', 'idle', 'forced', 'gone')),
  terminal text not null,
  address text not null,
  check ((ended_at_ms is null) = (exit is null)),
  check ((gone_at_ms is null) = (gone_due_ms is null))
);
create index sign_in_open on people.sign_in (site_id, account_id) where ended_at_ms is null;
create index sign_in_newest on people.sign_in (site_id, started_at_ms desc, sign_in_id desc);

-- Wrong secrets per typed login and address; counted before the check, forgotten after success.
create table people.failure (
  site_id uuid not null,
  login text not null,
  address text not null,
  failures integer not null check (failures > 0),
  first_at_ms bigint not null,
  locked_until_ms bigint,
  primary key (site_id, login, address)
);

grant usage on schema people to liuhen_app;
grant select, insert on all tables in schema people to liuhen_app;
grant update (name, category) on people.person to liuhen_app;
grant update (role, secret_hash, previous_hash, must_change_secret, secret_set_at_ms, expires_at_ms,
  closed_at_ms, last_sign_in_at_ms) on people.account to liuhen_app;
grant update (token_hash, active_at_ms, seen_at_ms, gone_at_ms, gone_due_ms, ended_at_ms, exit)
  on people.sign_in to liuhen_app;
grant delete on people.account_venue to liuhen_app;
grant update, delete on people.failure to liuhen_app;
