-- Campaigns: what a fleet of machines reports. Nothing here outlives campaign.expires_at.
create sequence campaign_seq start with 1 increment by 1;
create table campaign (
  id bigint not null primary key,
  name varchar(100) not null,
  target varchar(64) not null,
  salt varchar(64) not null,
  opened_by varchar(64) not null,
  opened_at timestamp(6) with time zone not null,
  deadline timestamp(6) with time zone not null,
  closed_at timestamp(6) with time zone,
  expires_at timestamp(6) with time zone not null,
  webhook varchar(500),
  webhook_secret varchar(64)
);
create index campaign_expires on campaign (expires_at);

-- Machines that belong together; the label is no secret, the secret stands in the package of the group.
create sequence campaign_group_seq start with 1 increment by 1;
create table campaign_group (
  id bigint not null primary key,
  campaign_id bigint not null references campaign (id) on delete cascade,
  name varchar(100) not null,
  label varchar(8) not null unique,
  secret varchar(64) not null,
  expected integer not null,
  unique (campaign_id, name)
);

-- A machine by its pseudonym; heard_at is null as long as it is only expected.
create sequence campaign_machine_seq start with 1 increment by 100;
create table campaign_machine (
  id bigint not null primary key,
  group_id bigint not null references campaign_group (id) on delete cascade,
  pseudonym varchar(12) not null,
  expected boolean not null,
  heard_at timestamp(6) with time zone,
  signed boolean not null,
  late boolean not null,
  reports integer not null,
  evidence text,
  unique (group_id, pseudonym)
);

-- Where a machine stands with one stack.
create sequence campaign_stack_seq start with 1 increment by 100;
create table campaign_stack (
  id bigint not null primary key,
  machine_id bigint not null references campaign_machine (id) on delete cascade,
  stack varchar(32) not null,
  verdict varchar(16) not null,
  reason varchar(32) not null,
  found_at timestamp(6) with time zone not null,
  seen boolean not null,
  first_passed timestamp(6) with time zone,
  claimed_at timestamp(6) with time zone,
  unique (machine_id, stack)
);

-- Each change of a standing, for the course of a campaign over time.
create sequence campaign_change_seq start with 1 increment by 100;
create table campaign_change (
  id bigint not null primary key,
  group_id bigint not null references campaign_group (id) on delete cascade,
  machine_id bigint not null references campaign_machine (id) on delete cascade,
  stack varchar(32) not null,
  state varchar(16) not null,
  at_time timestamp(6) with time zone not null,
  told boolean not null
);
create index campaign_change_told on campaign_change (told);
create index campaign_change_group on campaign_change (group_id, id);
create index campaign_change_machine on campaign_change (machine_id);

-- Which reports were counted, so that none counts twice.
create sequence campaign_report_seq start with 1 increment by 100;
create table campaign_report (
  id bigint not null primary key,
  group_id bigint not null references campaign_group (id) on delete cascade,
  content_hash varchar(64) not null,
  arrived_at timestamp(6) with time zone not null,
  unique (group_id, content_hash)
);

-- News of a campaign on their way to its webhook.
create sequence campaign_delivery_seq start with 1 increment by 1;
create table campaign_delivery (
  id bigint not null primary key,
  campaign_id bigint not null references campaign (id) on delete cascade,
  body text not null,
  made_at timestamp(6) with time zone not null,
  due_at timestamp(6) with time zone,
  tries integer not null,
  delivered_at timestamp(6) with time zone,
  answer varchar(200) not null
);
create index campaign_delivery_due on campaign_delivery (due_at);
create index campaign_delivery_campaign on campaign_delivery (campaign_id, id);
