import { testApp } from '../../../tests/app.ts'

/** Returns a Guichet with two technicians, Karim and Léa, and an operator, Sonia. Call it once at the top of a test file. */
export async function testDesk() {
  const { hire, ...guichet } = await testApp()
  return {
    ...guichet,
    karim: await hire('technician', 'Karim Benali'),
    lea: await hire('technician', 'Léa Petit'),
    sonia: await hire('operator', 'Sonia Roux'),
    /** Lists the names of a ticket's events. */
    async eventsOf(ticketId: string) {
      const events = guichet.db.selectFrom('event').select('name').where('subject_id', '=', ticketId).orderBy('id')
      return (await events.execute()).map(({ name }) => name)
    },
  }
}
