-- How many tickets hold the words, as before; of rare words, also which, so that the first list of them need not look again.
create function look_for(asked tsquery, out finds bigint, out ids uuid[]) language plpgsql as $$
declare
  plan json;
begin
  execute format('explain (format json) select from ticket_search where words @@ %L::tsquery', asked) into plan;
  finds := plan -> 0 -> 'Plan' ->> 'Plan Rows';
  if finds > (select 0.03 * greatest(reltuples, 1000) from pg_class where oid = 'ticket_search'::regclass) then
    return;
  end if;
  ids := array(select ticket_id from ticket_search where words @@ asked limit 5001);
  finds := cardinality(ids);
  if finds > 200 then
    ids := null;
  end if;
end $$;
drop function count_finds(tsquery);
