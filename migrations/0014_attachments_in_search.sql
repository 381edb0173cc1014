-- The names of a ticket's files are searched too. Their weight tells who may see them: B on the ticket itself, like its
-- description; C and D on its steps.
create or replace function searched_in(of_ticket uuid) returns tsvector language plpgsql stable as $$
declare
  told record;
  steps record;
  files record;
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
  -- A name has 200 characters at most.
  select string_agg(name, ' ' order by id) filter (where visibility is null) as own,
      string_agg(name, ' ' order by id) filter (where visibility = 'public') as public,
      string_agg(name, ' ' order by id) filter (where visibility = 'internal') as internal
    into files from (
      select attachment.id, name, visibility from attachment left join step on step.id = step_id
      where attachment.ticket_id = of_ticket order by attachment.id limit 500) named;
  return searched_words(told.title, 'A')
    || searched_words(concat_ws(' ', left(plain_text(told.description), 10000), told.company, told.contacts, files.own), 'B')
    || coalesce(searched_words(nullif(concat_ws(' ', steps.public, files.public), ''), 'C'), '')
    || coalesce(searched_words(nullif(concat_ws(' ', steps.internal, files.internal), ''), 'D'), '');
end $$;

-- Sent first, then put somewhere, perhaps taken off: whatever becomes of several at once, their ticket is read once.
create function search_filed() returns trigger language plpgsql as $$
declare
  tickets uuid[];
begin
  if tg_op = 'INSERT' then
    tickets := array(select distinct ticket_id from after);
  else
    tickets := array(
      select distinct unnest(array[before.ticket_id, after.ticket_id]) from before join after using (id)
      where before.ticket_id is distinct from after.ticket_id);
  end if;
  tickets := array_remove(tickets, null);
  if cardinality(tickets) > 0 then
    perform share_search();
    perform search_anew(tickets);
  end if;
  return null;
end $$;
create trigger attachment_made after insert on attachment
  referencing new table as after for each statement execute function search_filed();
create trigger attachment_put after update on attachment
  referencing old table as before new table as after for each statement execute function search_filed();

select search_anew(array(select distinct ticket_id from attachment where ticket_id is not null));
