import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findPhp } from '../programs.ts'

/** The oldest PHP that the plugin promises to run on, as WebAssembly: distributions have newer ones alone. */
const php = await startPhp()

/** The packages' own types are not found under the rules for modules of Node. */
async function startPhp() {
  type Php = {
    run(of: { code: string }): Promise<{ text: string; errors: string }>
    writeFile(at: string, text: string): void
  }
  const load = async <T>(name: string) => (await import(name)) as T
  const { getPHPLoaderModule } = await load<{ getPHPLoaderModule(): Promise<unknown> }>('@php-wasm/node-7-4')
  const { PHP, loadPHPRuntime } = await load<{
    PHP: new (runtime: number) => Php
    loadPHPRuntime(module: unknown): Promise<number>
  }>('@php-wasm/universal')
  return new PHP(await loadPHPRuntime(await getPHPLoaderModule()))
}

const files = globSync('wordpress/**/*.php')

async function run<T>(code: string): Promise<T> {
  const { text, errors } = await php.run({ code: `<?php ${code}` })
  if (errors) throw new Error(errors)
  return JSON.parse(text) as T
}

/** Reads a file that is at /file.php. Prints what it is refused for, or the functions that it calls. */
const read = `
  try {
    $tokens = array_values(array_filter(token_get_all(file_get_contents('/file.php'), TOKEN_PARSE),
      fn($token) => !is_array($token) || !in_array($token[0], [T_WHITESPACE, T_COMMENT, T_DOC_COMMENT])));
  } catch (ParseError $error) {
    exit(json_encode(['refused' => $error->getMessage() . ' in line ' . $error->getLine(), 'calls' => []]));
  }
  $calls = [];
  foreach ($tokens as $at => $token) {
    $before = $tokens[$at - 1][0] ?? null;
    $is_call = is_array($token) && $token[0] === T_STRING && ($tokens[$at + 1] ?? null) === '(';
    if ($is_call && !in_array($before, [T_FUNCTION, T_NEW, T_OBJECT_OPERATOR, T_DOUBLE_COLON])) $calls[] = $token[1];
  }
  echo json_encode(['refused' => null, 'calls' => array_values(array_unique($calls))]);`

async function readFile(source: string) {
  php.writeFile('/file.php', source)
  return run<{ refused: string | null; calls: string[] }>(read)
}

test('PHP 7.4 takes every file of the plugin', async () => {
  expect(await run('echo json_encode(PHP_VERSION);')).toMatch(/^7\.4\./)
  expect(files.length).toBeGreaterThan(10)
  for (const file of files) expect([file, (await readFile(readFileSync(file, 'utf8'))).refused]).toEqual([file, null])
  expect((await readFile('<?php $a = match (1) { 1 => 2 };')).refused).toContain('syntax error')
})

test('the plugin calls no function of PHP that came after 7.4', async () => {
  const called = new Set<string>()
  for (const file of files) for (const name of (await readFile(readFileSync(file, 'utf8'))).calls) called.add(name)
  expect(called).toContain('hash_hmac')
  const missing = await run<string[]>(
    `echo json_encode(array_values(array_filter(json_decode('${JSON.stringify([...called])}'), fn($name) => !function_exists($name))));`,
  )
  // Those of WordPress and of the plugin are missing too: what a newer PHP has by itself is none of them.
  const ofNewerPhp = `echo json_encode(array_values(array_filter(json_decode($argv[1]), 'function_exists')));`
  const args = ['-n', '-r', ofNewerPhp, JSON.stringify([...missing, 'str_contains'])]
  expect(JSON.parse(execFileSync(findPhp() ?? 'php', args, { encoding: 'utf8' }))).toEqual(['str_contains'])
})
