-- Rows that failed are told on their spreadsheet.
alter table spreadsheet drop constraint spreadsheet_alert_check;
alter table spreadsheet add constraint spreadsheet_alert_check check (alert in (
  'unreachable', 'refused', 'web_page', 'too_large', 'unreadable', 'column_missing', 'private_address', 'file_missing',
  'link_local', 'quote_open', 'rows_failed'));
