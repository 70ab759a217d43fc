-- who has come in by the provider of mode oidc, by the name that the rest knows
create table security_oidc_user (
    user_name varchar(200) primary key,
    identity varchar(64) not null,
    groups_held varchar(200000) not null,
    seen_at timestamp(3) with time zone not null
);

-- what the provider is told at the logout, readable only with what the browser has
alter table security_session add column hint varchar(20000);

-- made up once, for what all replicas must be able to read
create table security_key (
    name varchar(40) primary key,
    secret varchar(64) not null
);
