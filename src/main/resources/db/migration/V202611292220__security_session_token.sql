-- a login in a browser, by the hash of what the browser has
create table security_session (
    id varchar(64) primary key,
    user_name varchar(200) not null,
    credential varchar(64) not null,
    created_at timestamp(3) with time zone not null,
    used_at timestamp(3) with time zone not null
);

-- a token for the API, by the hash of what its owner was shown
create table security_token (
    id varchar(36) primary key,
    hash varchar(64) not null unique,
    owner varchar(200) not null,
    name varchar(100) not null,
    role varchar(20) not null,
    namespaces varchar(2000) not null,
    created_at timestamp(3) with time zone not null,
    expires_at timestamp(3) with time zone not null,
    used_at timestamp(3) with time zone,
    used_from varchar(255),
    unique (owner, name)
);
