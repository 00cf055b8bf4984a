-- Support cases, and what happened in them. Nothing here outlives support_case.expires_at.
create sequence support_case_seq start with 1 increment by 1;
create table support_case (
  id bigint not null primary key,
  code varchar(16) not null unique,
  room_id bigint not null,
  label varchar(32) not null,
  ticket varchar(60),
  owner varchar(64) not null,
  opened_by varchar(64) not null,
  opened_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  closed_at timestamp(6) with time zone,
  place text not null,
  customer_at timestamp(6) with time zone,
  happened int not null
);
create unique index support_case_room on support_case (room_id);
create index support_case_owner on support_case (owner);
create index support_case_expires on support_case (expires_at);

-- Events are numbered from 1 in each case, in the order in which they were written.
create sequence case_event_seq start with 1 increment by 50;
create table case_event (
  id bigint not null primary key,
  case_id bigint not null references support_case (id) on delete cascade,
  number int not null,
  happened_at timestamp(6) with time zone not null,
  kind varchar(32) not null,
  by_whom varchar(64) not null,
  words text not null,
  place text,
  sha256 varchar(64),
  visit_id bigint,
  unique (case_id, number)
);

-- Which network stack a call says it is.
alter table check_visit add column stack varchar(32);
