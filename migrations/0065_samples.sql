-- Records of the sample data: nobody is mailed about their tickets, and they are removed together.
create table sample (
  id uuid primary key,
  subject text not null check (subject in ('ticket', 'contact', 'company', 'equipment'))
);
