-- A client may thank for a resolution, or say a word of it, without giving stars.
alter table ticket
  drop constraint ticket_check4,
  add check (
    (rated_closing is null) = (rating_words is null)
    and (rating is null or rated_closing is not null)
    and (rated_closing is null or rating is not null or rating_words <> ''));
