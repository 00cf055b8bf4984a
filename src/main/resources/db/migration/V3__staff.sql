-- Those who may sign in. Rows are never deleted: the audit trail names them.
create sequence staff_seq start with 1 increment by 1;
create table staff (
  id bigint not null primary key,
  name varchar(64) not null unique,
  password varchar(255) not null,
  must_change boolean not null,
  role varchar(32) not null,
  created_at timestamp(6) with time zone not null,
  disabled_at timestamp(6) with time zone
);

-- Sign-ins that still hold; of the key in the cookie only its hash.
create sequence staff_session_seq start with 1 increment by 50;
create table staff_session (
  id bigint not null primary key,
  key_hash varchar(64) not null unique,
  staff_id bigint not null references staff (id) on delete cascade,
  started_at timestamp(6) with time zone not null,
  seen_at timestamp(6) with time zone not null
);
create index staff_session_staff on staff_session (staff_id);

-- Tries to sign in, by hash of the name and by hash of the network; forgotten after the window in which they count.
create sequence sign_in_try_seq start with 1 increment by 50;
create table sign_in_try (
  id bigint not null primary key,
  subject varchar(64) not null,
  tried_at timestamp(6) with time zone not null
);
create index sign_in_try_subject on sign_in_try (subject, tried_at);

-- Who did what, when, to which case or person.
create sequence audit_seq start with 1 increment by 1;
create table audit (
  id bigint not null primary key,
  at_time timestamp(6) with time zone not null,
  who varchar(64) not null,
  deed varchar(32) not null,
  subject varchar(64) not null
);
create index audit_subject on audit (subject, id);
create index audit_time on audit (at_time);
