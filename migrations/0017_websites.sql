-- One of the company's web sites: it may show our elements, and vouches for its users by tokens that it signs.
create table website (
  id uuid primary key,
  version integer not null default 1,
  name text not null,
  -- Scheme, host and port, as browsers send them.
  origin text not null,
  -- Where Guichet was when an administrator made it: whom its tokens are for, unless the environment says better.
  made_at_address text not null,
  -- It confirms its users' addresses: the contact who has one may be recognised by it, once.
  verifies_addresses boolean not null default false,
  -- 256 bits, which it signs with.
  secret text not null,
  -- The one before, believed until then.
  former_secret text,
  former_until timestamptz,
  created_at timestamptz not null default now(),
  connected_at timestamptz,
  refused_at timestamptz,
  refusal text check (
    refusal in ('malformed', 'signature', 'audience', 'expired', 'lifetime', 'purpose', 'claims', 'replayed')
  ),
  check ((former_secret is null) = (former_until is null)),
  check ((refusal is null) = (refused_at is null))
);

-- Who a user of a website is here. Made at first sight, and never moved by what the website says later.
create table website_user (
  id uuid primary key,
  website_id uuid not null references website (id) on delete cascade,
  -- Their id at the website.
  subject text not null,
  contact_id uuid not null references contact (id),
  created_at timestamptz not null default now(),
  unique (website_id, subject),
  unique (website_id, contact_id)
);
create index website_user_contact on website_user (contact_id);

-- Tokens that have served, until they would have expired.
create table spent_site_token (
  website_id uuid not null references website (id) on delete cascade,
  jti text not null,
  expires_at timestamptz not null,
  primary key (website_id, jti)
);
create index spent_site_token_expiring on spent_site_token (expires_at);

-- A session that a website vouched for stands on that, and on no address.
alter table client_session
  alter column address drop not null,
  add column website_user_id uuid references website_user (id) on delete cascade;
create index client_session_website_user on client_session (website_user_id) where website_user_id is not null;
