create table security_local_user (
    user_name varchar(200) primary key,
    password_hash varchar(200) not null,
    created_at timestamp(3) with time zone not null
);
