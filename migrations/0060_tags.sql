-- The words that tickets are tagged with, each in one spelling whatever its case and accents. Tickets keep the words
-- themselves: a list and a page read them without a join, and renaming one rewrites the tickets that bear it.
create table tag (
  id uuid primary key,
  name text not null check (name <> ''),
  name_key text not null generated always as (fold(name)) stored unique
);

-- Of several spellings, the most used one stays.
insert into tag (id, name)
select gen_random_uuid(), name
from (
  select distinct on (fold(name)) name
  from (select unnest(tags) as name, count(*) as uses from ticket where tags <> '{}' group by 1) used
  order by fold(name), uses desc, name) kept;

update ticket
set tags = (
  select array_agg(name order by place)
  from (
    select tag.name, min(place) as place
    from unnest(ticket.tags) with ordinality as given (name, place)
    join tag on tag.name_key = fold(given.name)
    group by tag.name) named)
where tags <> '{}'
  and exists (select from unnest(tags) as given (name) where not exists (select from tag where tag.name = given.name));

-- The last tagged tickets say which tags are used most.
create index ticket_tagged on ticket (number) where tags <> '{}';
