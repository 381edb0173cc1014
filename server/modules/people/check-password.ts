import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { AppError } from '../../platform/app-error.ts'
import type { Tx } from '../../platform/database.ts'

/** Minimum of 10^8.5 guesses: out of reach for a throttled attacker, and hours of work with a stolen hash. */
const minGuessesLog10 = 8.5
/** Maximum length of the estimate. Longer input would take seconds and change nothing. */
const maxCheckedLength = 40
const minOwnCharacters = 6

/**
 * Refuses a password that is on the list of common ones or easily guessed from it, or made of its owner's name, their
 * address or the company's name. Throws password_common, password_personal.
 */
export async function checkPassword(tx: Tx, userId: string, password: string): Promise<void> {
  const { name, email } = await tx
    .selectFrom('user_account')
    .select(['name', 'email'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const organisation = await tx.selectFrom('organisation').select('name').executeTakeFirstOrThrow()
  const problem = await findPasswordProblem(password, [name, email, organisation.name])
  if (problem) throw new AppError(problem)
}

/** Returns the problem of a password, or null. @param personal texts that people around the owner know */
export async function findPasswordProblem(password: string, personal: readonly string[]) {
  const words = wordsOf([...personal, 'guichet'])
  const read = fold(password).slice(0, maxCheckedLength)
  const own = words.reduce((rest, word) => rest.replaceAll(word, ''), read)
  if (own.length < read.length && own.replace(/[^a-z0-9]/g, '').length < minOwnCharacters)
    return 'password_personal' as const
  const { guessesLog10 } = (await loadEstimator()).check(password.slice(0, maxCheckedLength), words)
  return guessesLog10 < minGuessesLog10 ? ('password_common' as const) : null
}

/** Returns the words of at least 3 letters, and each text as a whole, longest first. */
function wordsOf(texts: readonly string[]): string[] {
  const folded = texts.map(fold)
  const words = folded.flatMap((text) => [text.replace(/[^a-z0-9]/g, ''), ...text.split(/[^a-z0-9]+/)])
  return [...new Set(words.filter((word) => word.length >= 3))].sort((a, b) => b.length - a.length)
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

let estimator: Promise<ZxcvbnFactory> | undefined

/** Loads the estimator when first needed: its lists take half a second and 10 MB. */
function loadEstimator(): Promise<ZxcvbnFactory> {
  estimator ??= Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
  ]).then(([{ ZxcvbnFactory }, common, french]) => {
    const dictionary = { ...common.dictionary, ...french.dictionary }
    return new ZxcvbnFactory({ dictionary, graphs: common.adjacencyGraphs })
  })
  return estimator
}
