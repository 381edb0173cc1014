-- Each condition of the search language finds its tickets by an index, in the order of the list where one value has many.
create index ticket_kind on ticket (kind, updated_at, number);
create index ticket_channel on ticket (channel, updated_at, number);
create index ticket_created on ticket (created_at, number);
create index ticket_closed on ticket (closed_at, number) where closed_at is not null;
create index ticket_rating on ticket (rating, updated_at, number) where rating is not null;
create index ticket_agent_reporter on ticket (reporter_agent_id, updated_at, number) where reporter_agent_id is not null;
create index ticket_without_reporter on ticket (updated_at, number)
  where reporter_contact_id is null and reporter_agent_id is null;
create index attachment_image on attachment (ticket_id) where type like 'image/%' and ticket_id is not null;
