import { readdir, readFile } from 'node:fs/promises'

/**
 * Measures the memory of processes and their descendants, in megabytes of PSS, which counts shared memory once.
 * Returns null on systems other than Linux.
 */
export async function memoryOf(roots: number[]): Promise<number | null> {
  if (process.platform !== 'linux') return null
  const parents = await readParents()
  const tree = [...parents.keys()].filter((pid) => belongs(pid, roots, parents))
  const kilobytes = await Promise.all(tree.map(readPss))
  return kilobytes.reduce((sum, value) => sum + value, 0) / 1024
}

function belongs(pid: number, roots: number[], parents: Map<number, number>): boolean {
  for (let ancestor: number | undefined = pid; ancestor; ancestor = parents.get(ancestor))
    if (roots.includes(ancestor)) return true
  return false
}

async function readParents(): Promise<Map<number, number>> {
  const parents = new Map<number, number>()
  for (const name of await readdir('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid)) continue
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    const parent = /\) \w (\d+) /.exec(stat)?.[1]
    if (parent) parents.set(pid, Number(parent))
  }
  return parents
}

/** Memory of one process, in megabytes; null but on Linux. */
export async function ownMemoryOf(pid: number): Promise<number | null> {
  return process.platform === 'linux' ? (await readPss(pid)) / 1024 : null
}

async function readPss(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss: +(\d+) kB/m.exec(rollup)?.[1] ?? 0)
}
