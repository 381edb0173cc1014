import { operatorOf } from './operators.ts'
import type { Place } from './tree.ts'

/** Piece of a query’s text. A field’s token is its word and the colon; its values follow. */
export type Token =
  | { type: 'open' | 'close' | 'minus' | 'end'; at: Place }
  | { type: 'word' | 'phrase'; text: string; at: Place }
  | { type: 'field'; word: string; value: RawValue; at: Place }
  | { type: 'operator'; operator: 'and' | 'or' | 'not'; at: Place }

/** Values of a field as typed. `at` is empty where none is. */
export type RawValue = { sign: string; items: { text: string; quoted: boolean; at: Place }[]; at: Place }

/** Refusal of a text that has no end to one of its quotes. */
export type OpenQuote = { openQuote: Place }

const closing: Readonly<Record<string, string>> = { '"': '"', '“': '”', '«': '»' }
const strayQuotes = '”»'
const isSpace = (character: string) => /\s/u.test(character)
const endsWord = (character: string) => isSpace(character) || character === '(' || character === ')'

/** Splits a query into tokens, without signs that are no words; ends with an `end`. */
export function tokenize(text: string): Token[] | OpenQuote {
  const tokens: Token[] = []
  let place = 0
  while (place < text.length) {
    const character = text.charAt(place)
    const next = place + 1
    if (isSpace(character) || strayQuotes.includes(character)) place = next
    else if (character === '(' || character === ')') {
      tokens.push({ type: character === '(' ? 'open' : 'close', at: [place, next] })
      place = next
    } else if (character === '-' && next < text.length && !isSpace(text.charAt(next)) && text.charAt(next) !== ')') {
      tokens.push({ type: 'minus', at: [place, next] })
      place = next
    } else {
      const token = readPhrase(text, place) ?? readField(text, place) ?? readWord(text, place)
      if ('openQuote' in token) return token
      tokens.push(token)
      place = token.at[1]
    }
  }
  tokens.push({ type: 'end', at: [text.length, text.length] })
  return withOperators(tokens.filter((token) => !('text' in token) || /[\p{L}\p{N}]/u.test(token.text)))
}

type TextToken = Extract<Token, { text: string }>

function readPhrase(text: string, from: number): TextToken | OpenQuote | null {
  const close = closing[text.charAt(from)]
  if (close === undefined) return null
  const end = text.indexOf(close, from + 1)
  if (end < 0) return { openQuote: [from, text.length] }
  return { type: 'phrase', text: tidy(text.slice(from + 1, end)), at: [from, end + 1] }
}

/** One line in NFC, without the quotes that would end a phrase. */
const tidy = (text: string) =>
  text
    .normalize()
    .replace(/[\s"“”«»]+/g, ' ')
    .trim()

function readWord(text: string, from: number): TextToken {
  let to = from
  while (to < text.length && !endsWord(text.charAt(to))) to += 1
  return { type: 'word', text: withoutQuotes(text.slice(from, to)), at: [from, to] }
}

/** Quotes within a word (24") are read as apostrophes. */
const withoutQuotes = (text: string) => text.normalize().replace(/["“”«»]/g, '’')

function readField(text: string, from: number): Token | OpenQuote | null {
  const word = /^\p{L}[\p{L}\p{M}_-]*(?=:)/u.exec(text.slice(from, from + 40))?.[0]
  // Addresses are words.
  if (word === undefined || text.startsWith('//', from + word.length + 1)) return null
  const start = from + word.length + 1
  const sign = /^(?:[<>]=?|=)?/.exec(text.slice(start, start + 2))?.[0] ?? ''
  const value: RawValue = { sign, items: [], at: [start, start + sign.length] }
  let place = start + sign.length
  while (place < text.length) {
    const item = readItem(text, place)
    if (!item || 'openQuote' in item) {
      if (item) return item
      break
    }
    value.items.push(item)
    place = item.at[1]
    if (text.charAt(place) !== ',') break
    place += 1
  }
  return { type: 'field', word, value: { ...value, at: [start, place] }, at: [from, place] }
}

function readItem(text: string, from: number): RawValue['items'][number] | OpenQuote | null {
  const phrase = readPhrase(text, from)
  if (phrase) return 'openQuote' in phrase ? phrase : { text: phrase.text, quoted: true, at: phrase.at }
  let to = from
  while (to < text.length && !endsWord(text.charAt(to)) && text.charAt(to) !== ',') to += 1
  return to === from ? null : { text: tidy(text.slice(from, to)), quoted: false, at: [from, to] }
}

/** Turns words into operators where they are some: in capitals, or between conditions and parentheses. */
function withOperators(tokens: Token[]): Token[] {
  return tokens.map((token, index) => {
    if (token.type !== 'word') return token
    const operator = operatorOf(token.text)
    if (operator === null) return token
    const isShouted = token.text === token.text.toUpperCase()
    const begins = isOf(tokens[index + 1], ['field', 'open', 'minus'])
    const ends = operator === 'not' || isOf(tokens[index - 1], ['field', 'close'])
    return isShouted || (begins && ends) ? { type: 'operator', operator, at: token.at } : token
  })
}

const isOf = (token: Token | undefined, types: Token['type'][]) => token !== undefined && types.includes(token.type)
