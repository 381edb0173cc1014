-- The page of a website where its users see their requests; mails to them lead there.
alter table website add column portal_url text check (length(portal_url) <= 500);
