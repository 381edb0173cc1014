-- Archived teams are offered nowhere; what was theirs keeps their name.
alter table team add archived_at timestamptz;
create index ticket_team_open on ticket (team_id) where is_open and team_id is not null;
