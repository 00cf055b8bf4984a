-- What a waiting room was opened for: evidence and answers, as an address spells them. No name of a person or a computer.
alter table check_room add column carries text;
