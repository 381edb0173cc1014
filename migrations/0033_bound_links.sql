-- A sign-in link serves in the browser that asked for it. Opened elsewhere, it shows a code to type in that browser.
alter table client_link
  add browser_hash text,
  add code_hash text;
create index client_link_browser on client_link (browser_hash) where browser_hash is not null;

-- Links from before are bound to no browser.
update client_link set expires_at = least(expires_at, now()) where used_at is null;
