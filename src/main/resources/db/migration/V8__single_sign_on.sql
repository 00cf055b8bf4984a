-- SHA-256 of how the provider of single sign-on calls a person; null for those who have a password here.
alter table staff add column subject varchar(64);
create unique index staff_subject on staff (subject);
