-- The supervisors of a company read all its tickets: each ticket names them among its readers.
create index contact_supervisor on contact (company_id, id) where is_supervisor;
