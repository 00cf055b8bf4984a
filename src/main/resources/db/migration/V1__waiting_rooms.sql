-- Waiting rooms of the check, and the visits that were seen in them. Nothing here outlives check_room.expires_at.
create sequence check_room_seq start with 1 increment by 50;
create table check_room (
  id bigint not null primary key,
  label varchar(32) not null unique,
  key_hash varchar(64) not null unique,
  opened_at timestamp(6) with time zone not null,
  closes_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null
);
create index check_room_expires on check_room (expires_at);

-- From where a room is being watched: forgotten when the room closes.
create sequence check_watcher_seq start with 1 increment by 50;
create table check_watcher (
  id bigint not null primary key,
  room_id bigint not null references check_room (id) on delete cascade,
  address varchar(64) not null,
  watched_at timestamp(6) with time zone not null,
  unique (room_id, address)
);
create index check_watcher_address on check_watcher (address);

-- Visits get their ids one by one: a page asks for those after the last it knows.
create sequence check_visit_seq start with 1 increment by 1;
create table check_visit (
  id bigint not null primary key,
  room_id bigint not null references check_room (id) on delete cascade,
  certain boolean not null,
  assessment text not null,
  address varchar(64),
  raw text
);
create index check_visit_room on check_visit (room_id, id);
