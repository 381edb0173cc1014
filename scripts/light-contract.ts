import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const contract = fileURLToPath(new URL('../contract/', import.meta.url))
const light = ['portal', 'by-mail', 'forms', 'people', 'enums'].map((name) => `${contract}${name}.ts`)

/**
 * Gives a page what it uses of the contract when it runs, the addresses of routes and the lists of words: schemas are for
 * the compiler and the server, and bring 60 kB with them.
 */
export function lightContract(): Plugin {
  return {
    name: 'light-contract',
    enforce: 'pre',
    async load(id) {
      if (!light.includes(id)) return
      const declared: Record<string, unknown> = await import(id)
      const lines = Object.entries(declared).flatMap(([name, value]) => {
        const plain = plainOf(value)
        return plain === undefined ? [] : [`export const ${name} = ${JSON.stringify(plain)}`]
      })
      return lines.join('\n')
    },
  }
}

/**
 * A route is its method and path, and an agent's none: no page of clients calls it. Lists of words and what holds routes stay;
 * schemas and functions are nothing.
 */
function plainOf(value: unknown): unknown {
  if (Array.isArray(value)) return value
  if (typeof value !== 'object' || value === null || 'safeParse' in value) return undefined
  if ('method' in value && 'path' in value)
    return isForClients(value) ? { method: value.method, path: value.path } : undefined
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plainOf(part)]))
}

const isForClients = (route: object) =>
  'access' in route && (route.access === 'client' || typeof route.access === 'object')
