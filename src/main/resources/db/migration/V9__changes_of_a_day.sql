-- How often a machine changed on the day of its last change, and what was too much to be written down.
alter table campaign_machine add column changes_on bigint default 0 not null;
alter table campaign_machine add column changes integer default 0 not null;
alter table campaign_machine add column unwritten integer default 0 not null;
