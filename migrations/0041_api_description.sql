-- Whether the description of the API is shown to anybody, or to agents alone.
alter table organisation add column api_description_public boolean not null default false;
