-- What a client thought of how their ticket was resolved: of the resolution that closed it at that moment, and no other.
alter table ticket
  add column rating smallint check (rating between 1 and 5),
  add column rating_words text,
  add column rated_closing timestamptz,
  add check ((rating is null) = (rated_closing is null) and (rating is null) = (rating_words is null));
