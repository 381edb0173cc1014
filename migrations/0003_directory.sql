create table company (
  id uuid primary key,
  version integer not null default 1,
  name text not null,
  kind text not null default 'client' check (kind in ('client', 'prospect', 'partner', 'other')),
  phone text,
  email text,
  address text not null default '',
  external_ref text unique,
  notes text not null default '',
  created_at timestamptz not null default now(),
  name_search text not null generated always as (fold(name)) stored,
  search text not null generated always as (
    fold(name || ' ' || address || ' ' || coalesce(email, '') || ' ' || coalesce(external_ref, ''))) stored,
  phone_digits text not null generated always as (national_digits(phone)) stored
);
create index company_name on company (name_search, id);
-- Callers are found by their company's name alone, the list of companies by all that is known of them.
create index company_name_words on company using gin (name_search gin_trgm_ops, phone_digits gin_trgm_ops);
create index company_search on company using gin (search gin_trgm_ops, phone_digits gin_trgm_ops);

create table contact (
  id uuid primary key,
  version integer not null default 1,
  company_id uuid references company (id),
  name text not null,
  kind text not null default 'client' check (kind in ('client', 'prospect', 'partner', 'other')),
  phone text,
  mobile text,
  email text,
  job_title text,
  external_ref text unique,
  notes text not null default '',
  created_at timestamptz not null default now(),
  name_search text not null generated always as (fold(name)) stored,
  search text not null generated always as (
    fold(name || ' ' || coalesce(email, '') || ' ' || coalesce(external_ref, ''))) stored,
  phone_digits text not null generated always as (national_digits(phone) || ' ' || national_digits(mobile)) stored
);
create index contact_name on contact (name_search, id);
create index contact_company on contact (company_id, name_search, id);
create index contact_email on contact (lower(email)) where email is not null;
create index contact_search on contact using gin (search gin_trgm_ops, phone_digits gin_trgm_ops);

create table equipment (
  id uuid primary key,
  version integer not null default 1,
  company_id uuid references company (id),
  brand text not null,
  model text,
  serial_number text,
  location text,
  installed_on date,
  warranty_until date,
  external_ref text unique,
  notes text not null default '',
  created_at timestamptz not null default now(),
  label text not null generated always as (brand || coalesce(' ' || model, '')) stored,
  label_search text not null generated always as (fold(brand || coalesce(' ' || model, ''))) stored,
  search text not null generated always as (
    fold(brand || ' ' || coalesce(model, '') || ' ' || coalesce(serial_number, '') || ' ' || coalesce(location, '') || ' '
      || coalesce(external_ref, ''))) stored
);
create index equipment_label on equipment (label_search, id);
create index equipment_company on equipment (company_id, label_search, id);
create index equipment_search on equipment using gin (search gin_trgm_ops);

create table project (
  id uuid primary key,
  version integer not null default 1,
  company_id uuid references company (id),
  name text not null,
  state text not null default 'active' check (state in ('active', 'done')),
  external_ref text unique,
  notes text not null default '',
  created_at timestamptz not null default now(),
  name_search text not null generated always as (fold(name)) stored,
  search text not null generated always as (fold(name || ' ' || coalesce(external_ref, ''))) stored
);
create index project_name on project (name_search, id);
create index project_company on project (company_id, name_search, id);
create index project_search on project using gin (search gin_trgm_ops);
