import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { isLocal, moduleOf, offences, production, root, type Source, under } from './sources.ts'

test('there is something to check', () => {
  expect(production.length).toBeGreaterThan(100)
  expect(production.flatMap((source) => source.imports).length).toBeGreaterThan(300)
})

test('the contract imports zod and itself', () => {
  expect(offences(under('contract/'), (name) => name !== 'zod' && !name.startsWith('contract/'))).toEqual([])
})

/** Paths from the root, and packages, that a file imports when it runs: not for its types alone. */
const importsAtRuntime = ({ file, text }: Source) =>
  [...text.matchAll(/^(?:import|export) (?!type\b)(?:[\w\s{},*]+ from )?'([^']+)'|\bimport\('([^']+)'\)/gm)]
    .map((match) => match[1] ?? match[2] ?? '')
    .map((name) => (name.startsWith('.') ? path.join(path.dirname(file), name) : name))

/** Returns these files and all that run with them. */
function withImports(files: Source[]): Source[] {
  const loaded = new Set(files)
  for (const source of loaded)
    for (const name of importsAtRuntime(source)) {
      const imported = production.find(({ file }) => file === name)
      if (imported) loaded.add(imported)
    }
  return [...loaded]
}

test('no schema runs in the client’s page, in what it shares with the desk or in a rule', () => {
  const light = withImports(['portal/', 'browser/', 'contract/rules/', 'contract/endpoints/'].flatMap(under))
  const ofContract = light.filter(({ file }) => file.startsWith('contract/'))
  expect(ofContract.map(({ file }) => file)).toContain('contract/client.ts')
  const packages = ofContract.map((source) => ({
    ...source,
    imports: importsAtRuntime(source).filter((name) => !isLocal(name)),
  }))
  expect(offences(packages, () => true)).toEqual([])
})

test('browsers never get server code', () => {
  const browser = ['browser/', 'desk/', 'ui/', 'portal/', 'i18n/'].flatMap(under)
  expect(offences(browser, (name) => name.startsWith('server/') || name.startsWith('node:'))).toEqual([])
})

test('the server runs without what builds, tests and measures it', async () => {
  expect(offences(under('server/'), (name) => /^(scripts|tests|seeds|bench)\//.test(name))).toEqual([])
  const { dependencies } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  const running = withImports(under('server/')).map((source) => ({ ...source, imports: importsAtRuntime(source) }))
  const packageOf = (name: string) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? ''
  const isInstalled = (name: string) => isLocal(name) || name.startsWith('node:') || packageOf(name) in dependencies
  expect(offences(running, (name) => !isInstalled(name))).toEqual([])
})

test('the platform knows no module and no business word', () => {
  expect(offences(under('server/platform/'), (name) => name.startsWith('server/modules/'))).toEqual([])
  const business =
    /ticket|contact|compan(?:y|ies)|equipment|project|intervention|invoice|technician|supervisor|partner|guest|portal|portail/i
  const speaking = under('server/platform/').filter(({ text }) => business.test(text))
  expect(speaking.map(({ file, text }) => `${file}: ${business.exec(text)?.[0]}`)).toEqual([])
})

test('a module is entered by its index, which stays short', () => {
  const intruding = offences(under('server/'), (name, { file }) => {
    const target = moduleOf(name)
    return target !== undefined && target !== moduleOf(file) && !name.endsWith('/index.ts')
  })
  expect(intruding).toEqual([])
  const indexes = under('server/modules/').filter(({ file }) => file.endsWith('/index.ts'))
  expect(indexes.filter(({ text }) => text.split('\n').length > 31).map(({ file }) => file)).toEqual([])
})

/** Returns a circle that can be walked along the edges, or null. */
function findCircle(edges: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>()
  const walk = (at: string, way: string[]): string[] | null => {
    if (way.includes(at)) return [...way.slice(way.indexOf(at)), at]
    if (done.has(at)) return null
    for (const next of edges.get(at) ?? []) {
      const circle = walk(next, [...way, at])
      if (circle) return circle
    }
    done.add(at)
    return null
  }
  for (const start of edges.keys()) {
    const circle = walk(start, [])
    if (circle) return circle
  }
  return null
}

test('modules never import each other in a circle', () => {
  const edges = new Map<string, string[]>()
  for (const { file, imports } of under('server/modules/')) {
    const from = moduleOf(file) ?? ''
    const to = imports.map(moduleOf).filter((name) => name !== undefined && name !== from)
    edges.set(from, [...(edges.get(from) ?? []), ...(to as string[])])
  }
  expect(findCircle(edges)).toBeNull()
})

test('files never import each other in a circle', () => {
  // Screens are loaded when they are opened, by routes that the router they read is made of.
  const screens = (name: string) => name.startsWith('desk/routes/')
  // Endpoints and rules take types of the schemas that use them, and nothing that runs: another test says so.
  const files = production.filter(({ file }) => !/^contract\/(endpoints|rules)\//.test(file))
  const edges = new Map(
    files.map(({ file, imports }) => [file, imports.filter((name) => isLocal(name) && !screens(name))]),
  )
  expect(findCircle(edges)).toBeNull()
})

test('only routes know Fastify, in modules', () => {
  const others = under('server/modules/').filter(({ file }) => !file.endsWith('/routes.ts'))
  expect(offences(others, (name) => name === 'fastify' || name.startsWith('@fastify/'))).toEqual([])
})

test('only env.ts reads the environment', () => {
  const readers = under('server/').filter(({ text }) => /process\.env\b/.test(text))
  expect(readers.map(({ file }) => file)).toEqual(['server/env.ts'])
})

test('only the outermost use case opens a transaction', () => {
  const opening = under('server/').filter(({ text }) => /\.transaction\(\)/.test(text))
  expect(opening.map(({ file }) => file).sort()).toEqual([
    'server/platform/dispatcher.ts',
    'server/platform/transact.ts',
  ])
})

test('no page turns a string into markup', () => {
  const sinks =
    /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|parseFromString|srcdoc|document\.write/
  const pages = ['browser/', 'desk/', 'ui/', 'portal/'].flatMap(under)
  expect(pages.filter(({ text }) => sinks.test(text)).map(({ file }) => file)).toEqual([])
})

describe('in the desk', () => {
  const featureOf = (file: string) => /^desk\/features\/([^/]+)\//.exec(file)?.[1]
  test('no feature imports another', () => {
    const crossing = offences(under('desk/features/'), (name, { file }) => {
      const target = featureOf(name)
      return target !== undefined && target !== featureOf(file)
    })
    expect(crossing).toEqual([])
  })
  test('routes compose features; features, data, lib and ui never look back', () => {
    const below = [...under('desk/features/'), ...under('desk/data/'), ...under('desk/lib/'), ...under('ui/')]
    expect(offences(below, (name) => name.startsWith('desk/routes/'))).toEqual([])
    const base = [...under('desk/data/'), ...under('desk/lib/'), ...under('ui/')]
    expect(offences(base, (name) => name.startsWith('desk/features/'))).toEqual([])
    expect(offences([...under('desk/lib/'), ...under('ui/')], (name) => name.startsWith('desk/data/'))).toEqual([])
    const beyond = (name: string) => isLocal(name) && !/^(contract|desk\/data|desk\/lib)\/|^ui\/store\.ts$/.test(name)
    expect(offences(under('desk/data/'), beyond)).toEqual([])
    expect(offences(under('ui/'), (name) => name.startsWith('desk/'))).toEqual([])
  })
  test('a thing is read under one key: no two files have a query with the same beginning of it', () => {
    const keys = under('desk/').flatMap(({ text }) =>
      [...text.matchAll(/[qQ]ueryOptions\(\{\s*queryKey: \[('[\w-]+'(?:, '[\w-]+')*)/g)].map(([, key]) => key),
    )
    expect(keys.length).toBeGreaterThan(30)
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
  })
})

test('the client’s page and what it shares with the desk take nothing of the desk', () => {
  const apart = [...under('portal/'), ...under('browser/')]
  expect(apart.length).toBeGreaterThan(20)
  expect(
    offences(apart, (name) => name.startsWith('desk/') || /^(@tanstack|@mantine|react)/.test(name) || name === 'zod'),
  ).toEqual([])
})
