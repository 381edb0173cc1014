import { createServer } from 'node:http'
import pg from 'pg'

/**
 * Answers each request with 50 rows of one statement, without session, right or framework: it measures the speed of the
 * machine. Arguments: the database's URL, and a port of the loopback.
 */
const [url, port] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 8 })
const text = `select id, number, title, status, priority, reported_at, updated_at from ticket
  where number > $1 order by number limit 50`

createServer(async (_request, response) => {
  const { rows } = await pool.query({ name: 'page', text, values: [Math.floor(Math.random() * 50_000)] })
  response.setHeader('content-type', 'application/json').end(JSON.stringify(rows))
}).listen(Number(port), '127.0.0.1', () => console.log('ready'))
