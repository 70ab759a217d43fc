create sequence audit_seq start with 1 increment by 1;

create table audit (
    id bigint primary key,
    happened_at timestamp(3) with time zone not null,
    username varchar(255) not null,
    address varchar(255),
    action varchar(255) not null,
    target varchar(500) not null,
    result varchar(500) not null
);

create index audit_by_time on audit (happened_at);

create table halt (
    id integer primary key,
    since timestamp(3) with time zone not null,
    halted_by varchar(255) not null
);
