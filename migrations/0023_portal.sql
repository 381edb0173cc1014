-- The clients who see all the anomalies of a project, whoever reported them.
create table project_contact (
  project_id uuid not null references project (id),
  contact_id uuid not null references contact (id),
  primary key (project_id, contact_id)
);
create index project_contact_contact on project_contact (contact_id, project_id);

-- Their list of them is walked in the order in which it is shown.
create index ticket_anomaly_news on ticket (project_id, client_news_at, number)
  where kind = 'anomaly' and project_id is not null;
create index ticket_anomaly_open_news on ticket (project_id, client_news_at, number)
  where is_open and kind = 'anomaly' and project_id is not null;

-- Which mails about their tickets a contact wants.
alter table contact
  add column mail_opening boolean not null default true,
  add column mail_status boolean not null default true,
  add column mail_messages boolean not null default true;
