-- A table of somebody else's whose rows become tickets: read at an address or in a folder of ours, or sent to us.
create table spreadsheet (
  id uuid primary key,
  version integer not null default 1,
  name text not null,
  -- One of the two; with neither, its rows are sent to us.
  address text,
  file_name text,
  -- Whether the address may be one of the company's own network.
  allows_private boolean not null default false,
  every_minutes integer not null check (every_minutes between 1 and 1440),
  -- What each column is, by its name: { "Horodateur": "timestamp", … }.
  columns jsonb not null,
  date_order text not null check (date_order in ('dayFirst', 'monthFirst')),
  -- Rows that were there before it was read for the first time become tickets too.
  takes_past boolean not null,
  kind text not null check (kind in ('incident', 'request', 'anomaly')),
  criticality text not null check (criticality in ('low', 'normal', 'high', 'blocking')),
  team_id uuid references team (id),
  paused boolean not null default false,
  -- Signs the rows that are sent to us.
  secret text not null,
  created_by uuid not null references agent (id),
  created_at timestamptz not null default now(),
  next_read_at timestamptz not null default now(),
  -- Somebody reads it; taken again from then on, should they never come back.
  leased_until timestamptz,
  -- When it was last read to its end, and a hash of what it said: the same file has nothing new.
  read_at timestamptz,
  content_hash text,
  -- Why it cannot be read, since when, and what it concerns: the names of columns, the words of a server.
  alert text check (alert in (
    'unreachable', 'refused', 'web_page', 'too_large', 'unreadable', 'column_missing', 'private_address', 'file_missing')),
  alert_detail text,
  alert_at timestamptz,
  check (num_nonnulls(address, file_name) <= 1)
);
create index spreadsheet_due on spreadsheet (next_read_at) where not paused;

-- A row that was read: what makes it the same row tomorrow, what it said, and what became of it.
create table spreadsheet_row (
  id uuid primary key,
  spreadsheet_id uuid not null references spreadsheet (id) on delete cascade,
  -- The moment, or the reference of its own, by which it is known again when it moved or was edited.
  identity text not null,
  -- A hash of what it says.
  content text not null,
  cells jsonb not null,
  state text not null check (state in ('past', 'ticket', 'update', 'refused')),
  ticket_id uuid references ticket (id),
  problem text check (problem in ('no_moment', 'no_words', 'nobody', 'ticket_closed')),
  read_at timestamptz not null default now()
);
create unique index spreadsheet_row_known on spreadsheet_row (spreadsheet_id, identity, content);
create index spreadsheet_row_refused on spreadsheet_row (spreadsheet_id, read_at) where problem is not null;
create index spreadsheet_row_ticket on spreadsheet_row (ticket_id) where ticket_id is not null;

-- A machine is named by its serial number.
create index equipment_serial_number on equipment (serial_number) where serial_number is not null;
