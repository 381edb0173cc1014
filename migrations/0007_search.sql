-- What is searched in a ticket, accents and case folded: each word by its French stem, and as it stands, so that one that is
-- still being typed is found by its beginning.
create text search configuration search_stems (copy = french);
alter text search configuration search_stems
  alter mapping for asciiword, word with unaccent, french_stem;
alter text search configuration search_stems
  alter mapping for numword with unaccent, simple;
create text search configuration search_words (copy = simple);
alter text search configuration search_words
  alter mapping for asciiword, word, numword with unaccent, simple;

create function plain_text(html text) returns text
  language sql immutable parallel safe strict
  return replace(replace(replace(replace(
    regexp_replace(html, '<[^>]*>', ' ', 'g'), '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&amp;', '&');

-- Only letters, digits and spaces: addresses, serial numbers and hyphens are cut into words, in what is searched and in what
-- is looked for.
create function bare_words(content text) returns text
  language sql immutable parallel safe strict
  return regexp_replace(
    content, '[\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2010-\u203f\u20ac]+', ' ', 'g');

-- The weight says who may read it: A the title, B what else everybody reads, C public steps, D internal steps. A client's
-- query asks for ABC alone.
create function searched_words(content text, weight "char") returns tsvector
  language sql immutable parallel safe strict
  return setweight(
    to_tsvector('search_stems', bare_words(content)) || to_tsvector('search_words', bare_words(content)), weight);

create table ticket_search (
  ticket_id uuid primary key references ticket (id) on delete cascade,
  words tsvector not null
);
-- A short list of pending entries: writing stays cheap, and no search has much of it to read.
create index ticket_search_words on ticket_search using gin (words) with (gin_pending_list_limit = 256);
-- Frequent words are known by name; the others are rare.
alter table ticket_search alter column words set statistics 300;

-- A tsvector holds one megabyte: of each text its beginning, of the steps as many as fit.
create function searched_in(of_ticket uuid) returns tsvector language plpgsql stable as $$
declare
  told record;
  steps record;
begin
  select title, description, company.name as company, (
      select string_agg(contact.name, ' ' order by position)
      from ticket_contact join contact on contact.id = contact_id where ticket_id = of_ticket) as contacts
    into told from ticket left join company on company.id = ticket.company_id where ticket.id = of_ticket;
  select string_agg(said, ' ' order by id) filter (where visibility = 'public') as public,
      string_agg(said, ' ' order by id) filter (where visibility = 'internal') as internal
    into steps from (
      select id, visibility, left(plain_text(body), 10000) as said,
        sum(least(length(body), 10000)) over (partition by visibility order by id) as length_so_far
      from step where ticket_id = of_ticket) so_far
    where length_so_far <= 50000;
  return searched_words(told.title, 'A')
    || searched_words(concat_ws(' ', left(plain_text(told.description), 10000), told.company, told.contacts), 'B')
    || coalesce(searched_words(steps.public, 'C'), '')
    || coalesce(searched_words(steps.internal, 'D'), '');
end $$;

create function search_anew(tickets uuid[]) returns void language plpgsql as $$
begin
  insert into ticket_search as known (ticket_id, words)
  select id, searched_in(id) from unnest(tickets) as id
  on conflict (ticket_id) do update set words = excluded.words where known.words <> excluded.words;
end $$;

-- Who writes about tickets shares this lock with others; who renames somebody has it alone, so that a ticket opened
-- meanwhile does not keep the former name.
create function share_search() returns void
  language sql
  return pg_advisory_xact_lock_shared(7401339);

create function search_ticket() returns trigger language plpgsql as $$
begin
  perform share_search();
  perform search_anew(array[new.id]);
  return null;
end $$;
create trigger ticket_made after insert on ticket
  for each row execute function search_ticket();
create trigger ticket_reworded after update of title, description, company_id on ticket
  for each row when ((old.title, old.description, old.company_id) is distinct from (new.title, new.description, new.company_id))
  execute function search_ticket();

-- A new ticket already holds the names of those inserted with it.
create function search_concerned() returns trigger language plpgsql as $$
begin
  perform share_search();
  perform search_anew(array(
    select ticket_id from changed join contact on contact.id = contact_id join ticket_search using (ticket_id)
    group by ticket_id, words
    having not ts_filter(words, '{b}') @@ plainto_tsquery('search_words', bare_words(string_agg(name, ' ')))));
  return null;
end $$;
create trigger concerned_named after insert on ticket_contact
  referencing new table as changed for each statement execute function search_concerned();

create function search_others() returns trigger language plpgsql as $$
begin
  perform share_search();
  perform search_anew(array(select distinct ticket_id from changed));
  return null;
end $$;
create trigger concerned_forgotten after delete on ticket_contact
  referencing old table as changed for each statement execute function search_others();

-- Steps are only ever added: their words are too.
create function search_step() returns trigger language plpgsql as $$
begin
  perform share_search();
  update ticket_search
  set words = words || searched_words(left(plain_text(new.body), 10000), case new.visibility when 'public' then 'C' else 'D' end::"char")
  where ticket_id = new.ticket_id and 50000 >= (
    select sum(least(length(body), 10000)) from step where ticket_id = new.ticket_id and visibility = new.visibility);
  return null;
end $$;
create trigger step_added after insert on step
  for each row execute function search_step();

create function search_renamed() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7401339);
  perform search_anew(case tg_table_name
    when 'company' then array(select id from ticket where company_id = new.id)
    else array(select ticket_id from ticket_contact where contact_id = new.id) end);
  return null;
end $$;
create trigger company_renamed after update of name on company
  for each row when (old.name <> new.name) execute function search_renamed();
create trigger contact_renamed after update of name on contact
  for each row when (old.name <> new.name) execute function search_renamed();

-- In how many tickets it is: of frequent words, which the planner knows by name, its estimate; else counted, up to 5,001.
-- (A word that it knows nothing of, or its beginning, counts for one in forty.)
create function count_finds(asked tsquery) returns bigint language plpgsql as $$
declare
  plan json;
  estimate bigint;
begin
  execute format('explain (format json) select from ticket_search where words @@ %L::tsquery', asked) into plan;
  estimate := plan -> 0 -> 'Plan' ->> 'Plan Rows';
  if estimate > (select 0.03 * greatest(reltuples, 1000) from pg_class where oid = 'ticket_search'::regclass) then
    return estimate;
  end if;
  return (select count(*) from (select from ticket_search where words @@ asked limit 5001) found);
end $$;

select search_anew(array(select id from ticket));

-- Titles are found through their words now.
alter table ticket drop column title_search;
