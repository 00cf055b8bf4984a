-- Short links to pages that hold no secret. Forgotten a year after they were last opened (share.kept).
create table share_link (
  code varchar(16) not null primary key,
  target text not null,
  target_hash varchar(64) not null unique,
  edition varchar(16) not null,
  made_at timestamp(6) with time zone not null,
  used_at timestamp(6) with time zone not null
);
create index share_link_used on share_link (used_at);

-- Keys that sign receipts. The open part stays for ever, so that old receipts can be verified; the private part is sealed
-- with a secret that is not in the database, and goes when the key signs no more.
create table signing_key (
  kid varchar(43) not null primary key,
  x varchar(43) not null,
  sealed text,
  signs_from timestamp(6) with time zone not null,
  signs_until timestamp(6) with time zone not null
);
