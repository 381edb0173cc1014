import type pg from 'pg'

/**
 * Number of missed beats after which a process counts as dead or frozen. If it wakes up, its jobs run twice, which is
 * safe.
 */
const frozenAfterBeats = 5

type Seen = { beats: number; since: number }

/**
 * Counts the beats of the pool that runs this process's jobs, and unlocks the jobs of pools whose count does not rise.
 * Only this process measures the time, so that changes of a clock have no effect.
 * @param poolId the pool's current name
 * @param beatMs milliseconds between two beats, the same in each process
 */
export function startHeartbeat(
  pool: pg.Pool,
  poolId: () => string | null,
  beatMs: number,
  onError: (error: unknown) => void,
): { stop: () => Promise<void> } {
  const others = new Map<string, Seen>()

  async function beat(): Promise<void> {
    const own = poolId()
    if (own === null) return
    await pool.query(
      'insert into job_runner (pool) values ($1) on conflict (pool) do update set beats = job_runner.beats + 1',
      [own],
    )
    const { rows } = await pool.query<{ pool: string; beats: string }>(
      'select pool, beats from job_runner where pool <> $1',
      [own],
    )
    const now = performance.now()
    for (const { pool: id, beats } of rows) {
      const seen = others.get(id)
      if (seen?.beats !== Number(beats)) others.set(id, { beats: Number(beats), since: now })
    }
    const present = new Set(rows.map((row) => row.pool))
    for (const [id, { since }] of others) {
      if (!present.has(id)) others.delete(id)
      else if (now - since > frozenAfterBeats * beatMs) await unlock(id)
    }
  }

  /** Unlocks the jobs of a pool. When several processes notice it, one deletes the row. */
  async function unlock(id: string): Promise<void> {
    await pool.query(
      `with frozen as (delete from job_runner where pool = $1 returning pool)
       select graphile_worker.force_unlock_workers(array(select pool from frozen))`,
      [id],
    )
    others.delete(id)
  }

  const beating = setInterval(() => void beat().catch(onError), beatMs)
  return {
    async stop() {
      clearInterval(beating)
      const own = poolId()
      if (own !== null) await pool.query('delete from job_runner where pool = $1', [own]).catch(onError)
    },
  }
}
