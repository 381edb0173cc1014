-- What is counted of a form or of a spreadsheet is counted in an index, up to a thousand, however much is stored.
create index form_submission_ticket on form_submission (form_id) where ticket_id is not null;
create index form_submission_waiting on form_submission (form_id) where ticket_id is null;
create index spreadsheet_row_counted on spreadsheet_row (spreadsheet_id) where ticket_id is not null;
