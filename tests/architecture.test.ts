import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from './database.ts'

const root = path.resolve(import.meta.dirname, '..')
const { db } = await testDatabase()

type Source = { file: string; text: string; imports: string[] }

/** Every source file with what it imports: package names, or paths from the root. */
async function readSources(folders: string): Promise<Source[]> {
  const sources: Source[] = []
  for await (const file of glob(`${folders}/**/*.{ts,tsx}`, { cwd: root })) {
    const text = await readFile(path.join(root, file), 'utf8')
    const specifiers = [...text.matchAll(/(?:^|[\s;}])(?:from|import)[\s(]*'([^'\n]+)'/g)].map(
      (match) => match[1] ?? '',
    )
    const imports = specifiers.map((name) => (name.startsWith('.') ? path.join(path.dirname(file), name) : name))
    sources.push({ file, text, imports })
  }
  return sources
}

const sources = await readSources('{browser,contract,desk,i18n,portal,server,ui}')
const isTest = ({ file }: Source) => /\.(test|fixtures)\.tsx?$/.test(file)
const production = sources.filter((source) => !isTest(source))
const under = (folder: string) => production.filter(({ file }) => file.startsWith(folder))
const isLocal = (name: string) => /^(browser|contract|desk|i18n|portal|server|ui|scripts|tests)\//.test(name)

/** "file → import" for each import that the rule forbids. */
const offences = (of: Source[], forbidden: (imported: string, source: Source) => boolean) =>
  of.flatMap((source) =>
    source.imports.filter((name) => forbidden(name, source)).map((name) => `${source.file} → ${name}`),
  )

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

const moduleOf = (file: string) => /^server\/modules\/([^/]+)\//.exec(file)?.[1]

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

test('a module writes only its own tables', async () => {
  const owner: Record<string, string> = {
    draft: 'tickets',
    html_cleaning: 'tickets',
    ticket: 'tickets',
    ticket_contact: 'tickets',
    ticket_equipment: 'tickets',
    ticket_watcher: 'tickets',
    ticket_seen: 'unread',
    step: 'tickets',
    tag: 'tickets',
    ticket_search: 'tickets',
    sample: 'samples',
    attachment: 'attachments',
    waiting_upload: 'attachments',
    contact: 'contacts',
    company: 'contacts',
    site: 'contacts',
    equipment: 'equipment',
    project: 'projects',
    project_contact: 'projects',
    access_link: 'people',
    agent: 'people',
    team: 'people',
    team_member: 'people',
    organisation: 'people',
    role: 'people',
    role_permission: 'people',
    user_account: 'people',
    client_link: 'portal',
    client_session: 'portal',
    mail: 'mails',
    mail_event: 'mails',
    opening: 'mails',
    mail_progress: 'mails',
    mail_rule: 'mails',
    mail_settings: 'mails',
    api_key: 'api-keys',
    spreadsheet: 'spreadsheets',
    spreadsheet_guest: 'spreadsheets',
    spreadsheet_row: 'spreadsheets',
    website: 'websites',
    website_user: 'websites',
    spent_site_token: 'websites',
    form: 'forms',
    form_pass: 'forms',
    form_submission: 'forms',
    address_confirmation: 'forms',
    guest_link: 'portal',
    known_source: 'people',
    two_factor: 'people',
    passkey: 'people',
    user_credential: 'people',
    user_session: 'people',
    user_verification: 'platform',
    backup_made: 'platform',
    event: 'platform',
    idempotency_key: 'platform',
    throttle: 'platform',
    security_event: 'security',
    instance_secret: 'platform',
    job_runner: 'platform',
    schema_migration: 'platform',
  }
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`.execute(
    db,
  )
  expect(Object.keys(owner).sort()).toEqual(rows.map(({ name }) => name).sort())
  const written = under('server/modules/').flatMap(({ file, text }) =>
    [...text.matchAll(/(?:insertInto|updateTable|deleteFrom)\('(\w+)'\)|insert into (\w+)|update (\w+) set/g)].map(
      (match) => ({ file, table: match[1] ?? match[2] ?? match[3] ?? '' }),
    ),
  )
  expect(written.length).toBeGreaterThan(10)
  const foreign = written.filter(({ file, table }) => owner[table] !== moduleOf(file))
  expect(foreign).toEqual([])
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

/** Spaces outside of the scale: the room for what is laid over a field, and the distance of dialogs from the top. */
const ownSpaces = [
  'desk/features/shell/top-bar.module.css: padding-right: 44px',
  'ui/dialog.module.css: padding: 64px',
  'ui/password-field.module.css: padding-right: 86px',
]

test('sizes of text, space and corners come from the scale, and are written nowhere else', async () => {
  // Limits of a computed size, and what stands beside an icon of a known size, are no sizes of their own.
  const computed = /(?:calc|clamp)\((?:[^()]|\([^()]*\))*\)/g
  const text = /(?:font-size|border[a-z-]*-radius): [^;]*[1-9][\d.]*(?:px|r?em|%)|font: [^;/]*\d(?:px|r?em)/g
  // A hairline, below 2px, is part of what it surrounds.
  const space =
    /(?<![-\w])(?:margin|padding|(?:row-|column-)?gap)[a-z-]*: [^;]*(?<![\w.])(?:[2-9]|\d\d)[\d.]*(?:px|r?em)/g
  const written: string[] = []
  for await (const file of glob('{desk,ui}/**/*.css', { cwd: root })) {
    const sheet = (await readFile(path.join(root, file), 'utf8')).replaceAll(computed, '')
    if (file !== 'ui/scale.css')
      written.push(...[text, space].flatMap((size) => sheet.match(size) ?? []).map((line) => `${file}: ${line}`))
  }
  expect(written.sort()).toEqual(ownSpaces)
})

test('no separator begins a line: facts are joined by the dot that stays with the one before', () => {
  const isTitle = /useDocumentTitle|\btitle = /
  const loose = [...under('desk/'), ...under('portal/')].flatMap(({ file, text }) =>
    text
      .split('\n')
      .filter((line) => / ·/.test(line) && !isTitle.test(line) && !/^\s*\/?\*/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(loose).toEqual([])
})

test('the client’s page and what it shares with the desk take nothing of the desk', () => {
  const apart = [...under('portal/'), ...under('browser/')]
  expect(apart.length).toBeGreaterThan(20)
  expect(
    offences(apart, (name) => name.startsWith('desk/') || /^(@tanstack|@mantine|react)/.test(name) || name === 'zod'),
  ).toEqual([])
})

test('every import inside the project names a file that is there', () => {
  const files = new Set(sources.map(({ file }) => file))
  const missing = offences(sources, (name) => isLocal(name) && /\.tsx?$/.test(name) && !files.has(name))
  expect(missing.filter((line) => !/→ (scripts|tests)\//.test(line))).toEqual([])
})

test('no message is written twice, for the last would silently be the one', () => {
  const keys = under('i18n/fr/').flatMap(({ text }) =>
    [...text.matchAll(/^ {2}'([\w.]+)':/gm)].map((match) => match[1]),
  )
  expect(keys.length).toBeGreaterThan(500)
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})

test('nothing is exported that nobody imports', async () => {
  const everywhere = [...sources, ...(await readSources('{tests,scripts,seeds,bench}'))]
  const words = new Map(everywhere.map(({ file, text }) => [file, new Set(text.match(/\w+/g))]))
  const idle = [...under('contract/'), ...under('server/')].flatMap(({ file, text }) =>
    [...text.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)]
      .map((match) => match[1] ?? '')
      .filter((name) => ![...words].some(([other, said]) => other !== file && said.has(name)))
      .map((name) => `${file}: ${name}`),
  )
  expect(idle).toEqual([])
})

test('files stay small: half under 60 lines, nineteen of twenty under 200, none over 300', () => {
  const measured = production.filter(({ file }) => !/\.gen\.ts$|^i18n\//.test(file))
  const lengths = measured
    .map(({ file, text }) => ({ file, lines: text.split('\n').length }))
    .sort((a, b) => a.lines - b.lines)
  const at = (share: number) => lengths[Math.floor(lengths.length * share)]?.lines ?? 0
  expect(lengths.filter(({ lines }) => lines > 301)).toEqual([])
  expect(at(0.5)).toBeLessThanOrEqual(60)
  expect(at(0.95)).toBeLessThanOrEqual(200)
})
