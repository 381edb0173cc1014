import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { fr as form } from '../i18n/form/fr.ts'
import { fr as desk } from '../i18n/fr/index.ts'
import { fr as mail } from '../i18n/mail/fr.ts'
import { fr as portal } from '../i18n/portal/fr.ts'

const plugin = await readFile('wordpress/languages/guichet-fr_FR.po', 'utf8')
const translations = [...plugin.matchAll(/^msgstr "(.+)"$/gm)].map(({ 1: text = '' }, at) => [`msgstr ${at}`, text])

const catalogues: Record<string, Record<string, string>> = {
  desk,
  portal,
  form,
  mail,
  'WordPress plugin': Object.fromEntries(translations),
}

type PutAway = { words: RegExp; say: string; except?: RegExp }

/** Words that screens no longer use, each with the one that replaced it (docs/glossary.md). */
const putAway: PutAway[] = [
  { words: /e-mail|courriel|électronique/i, say: 'mail, adresse mail' },
  { words: /équipement/i, say: 'machine' },
  { words: /quel appareil/i, say: 'machine' },
  { words: /attribu/i, say: 'sans suiveur, confier' },
  { words: /\baffecte[rz]?\b/i, say: 'confier' },
  { words: /\bdescriptions?\b/i, say: 'descriptif', except: /API/ },
  { words: /\bdétails?\b/i, say: 'descriptif, propriétés' },
  { words: /changements? d’état|à l’état|cet état(?! du mail)/i, say: 'statut', except: /^Aucun mail dans cet état$/ },
  { words: /\bhistoire\b/i, say: 'fil, historique' },
  { words: /\binvité(e|s|es)?\b/i, say: 'visiteur', except: /^Agent invité$/ },
  { words: /portail/i, say: 'espace client' },
  { words: /non vérifiée/i, say: 'adresse non confirmée' },
  { words: /lien de suivi|lien d’entrée/i, say: 'lien secret, lien de connexion' },
  { words: /non comprise?\b(?<!(Date|Durée) non comprise)/i, say: 'Date non comprise' },
  {
    words: /n’a pas pu être (lue?|chargée?|affichée?)|lecture a échoué/i,
    say: 'Impossible d’afficher…',
    except: /feuille/,
  },
  { words: /^Rien (pour|de ce nom)/i, say: 'Aucun résultat' },
]

describe.each(Object.entries(catalogues))('the French of the %s', (_, messages) => {
  test('uses the words of the glossary', () => {
    const strays = Object.entries(messages).flatMap(([key, text]) =>
      putAway
        .filter(({ words, except }) => words.test(text) && !except?.test(text))
        .map(({ say }) => `${key}: “${text}” → ${say}`),
    )

    expect(strays).toEqual([])
  })
})
