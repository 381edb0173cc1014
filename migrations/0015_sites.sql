-- A place of a company: where its machines stand and where one goes.
create table site (
  id uuid primary key,
  version integer not null default 1,
  company_id uuid not null references company (id),
  name text not null,
  address text not null default '',
  -- How one gets in: keys, codes, floor, whom to ask.
  access text not null default '',
  created_at timestamptz not null default now(),
  name_search text not null generated always as (fold(name)) stored,
  search text not null generated always as (fold(name || ' ' || address)) stored,
  unique (id, company_id)
);
create index site_of_company on site (company_id, name_search, id);
create index site_name on site (name_search, id);
create index site_search on site using gin (search gin_trgm_ops);

-- A machine stands on a site of the company that has it.
alter table equipment add column site_id uuid,
  add foreign key (site_id, company_id) references site (id, company_id),
  add check (site_id is null or company_id is not null);
create index equipment_of_site on equipment (site_id, label_search, id) where site_id is not null;
