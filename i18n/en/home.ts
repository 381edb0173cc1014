export const home = {
  'home.hello': 'Hello {name}',
  'home.first_steps': 'To begin',
  'home.step_agents': 'Create your colleagues’ accounts',
  'home.step_agents_words': 'Everyone then sees what awaits them, and who does what.',
  'home.step_mail': 'Set up mail',
  'home.step_mail_words': 'Without a mail server nobody is told: neither your clients nor your colleagues.',
  'home.step_samples': 'Try it with sample data',
  'home.step_samples_words':
    'On the server, this command opens a second desk filled with a year of sample data, apart from yours.',
  'home.step_call': 'Write down a first call',
  'home.step_call_words': 'A call becomes a ticket; a person nobody knows is created at the same time.',
  'home.step_company': 'Find your clients again',
  'home.step_company_words': 'Companies, contacts and machines: what you note here is there at the next call.',
  'home.done': 'done',
  'home.nothing_to_handle': 'Nothing awaits you.',
  'home.nothing_unclaimed': 'Every ticket has its lead.',
}
