-- The token of a session is in its browser alone; the database keeps its SHA-256. Sessions that stand are kept.
update user_session set token = encode(sha256(convert_to(token, 'UTF8')), 'hex');
alter table user_session rename column token to token_hash;
