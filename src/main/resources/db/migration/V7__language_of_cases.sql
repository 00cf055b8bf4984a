-- In which language a customer is led; cases from before are in English.
alter table support_case add column language varchar(8) default 'en' not null;
