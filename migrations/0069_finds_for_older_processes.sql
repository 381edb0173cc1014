-- Processes of the version before count what they find with this function, until they are stopped.
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
