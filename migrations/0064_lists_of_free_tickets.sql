-- What nobody leads yet, latest change first: "is null" gives no order to an index on lead_id.
create index ticket_open_free on ticket (updated_at, number) where is_open and lead_id is null;
-- Of those, what somebody is assigned to.
create index ticket_free_assigned on ticket using gin (assignee_ids) where is_open and lead_id is null;
-- ticket_company serves the open ones too.
drop index ticket_open_company;
