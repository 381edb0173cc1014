import type { DraftContent, Draft as TheirDraft } from '../../../../contract/drafts.ts'
import { createStore } from '../../../../ui/store.ts'
import { blankAfter, blankDraft, contentOf, type Draft } from './draft.ts'
import { onKeptElsewhere, type Place, readStoredDraft, writeStoredDraft } from './stored-draft.ts'

const keptAfterMs = 400
const savedAfterMs = 1_000
const triedAgainAfterMs = 15_000
const settledWithinMs = 2_000
/** Time after a key press during which the agent counts as writing: nothing replaces their words meanwhile. */
const writingMs = 10_000

type Saved = { revision: number; replaced: DraftContent | null }

export type DraftServer = {
  keep: (content: DraftContent, seen: number) => Promise<Saved>
  discard: () => Promise<unknown>
  /** Whether asking again would be answered the same. */
  isRefusal: (error: unknown) => boolean
}

export type KeptDraft = {
  draft: Draft
  /** `device`: on this one alone, the server being away. */
  kept: 'not yet' | 'device' | 'server'
  /** Words that gave way to newer ones, unseen there: to be taken up again, or not. */
  other: DraftContent | null
  /** Rises each time that the words come from elsewhere. */
  taken: number
}

/**
 * A draft on its way between this page, this device, and the server. What the hand writes is kept here at once and saved
 * a second later; what the server or another tab has is taken when it is newer, never while somebody writes here, and
 * never saved again for having been taken: two pages do not answer each other.
 */
export function openDraft(place: Place, server: DraftServer) {
  let mine = readStoredDraft(place)
  let onServer = false
  let writtenAt = Number.NEGATIVE_INFINITY
  let held = false
  let isRetry = false
  let saving: Promise<void> | null = null
  let keepTimer: ReturnType<typeof setTimeout> | undefined
  let saveTimer: ReturnType<typeof setTimeout> | undefined
  let takeTimer: ReturnType<typeof setTimeout> | undefined
  const shown = createStore<KeptDraft>({
    draft: mine.draft,
    kept: mine.unsaved ? 'device' : 'server',
    other: null,
    taken: 0,
  })
  const show = (part: Partial<KeptDraft>) => shown.set({ ...shown.get(), draft: mine.draft, ...part })

  function keep() {
    clearTimeout(keepTimer)
    keepTimer = undefined
    writeStoredDraft(place, mine)
  }

  function planSave(after: number) {
    clearTimeout(saveTimer)
    saveTimer = setTimeout(save, after)
  }

  /** One after the other, so that an older one never arrives last. */
  function save() {
    clearTimeout(saveTimer)
    if (!mine.unsaved || held) return
    if (saving) return void saving.then(save)
    queue(send)
  }

  function queue(task: () => Promise<unknown>) {
    const turn = (saving ?? Promise.resolve()).then(task).then(
      () => {},
      () => {},
    )
    saving = turn
    turn.then(() => {
      if (saving === turn) saving = null
    })
  }

  async function send() {
    const content = contentOf(mine.draft)
    try {
      if (content) saved(content, await server.keep(content, mine.seen))
      else {
        if (onServer) await server.discard()
        saved(null, { revision: mine.seen, replaced: null })
      }
    } catch (error) {
      show({ kept: 'device' })
      if (!server.isRefusal(error)) planSave(triedAgainAfterMs)
    }
  }

  function saved(content: DraftContent | null, { revision, replaced }: Saved) {
    const isLatest = JSON.stringify(contentOf(mine.draft)) === JSON.stringify(content)
    onServer = content !== null
    mine = { ...mine, seen: Math.max(mine.seen, revision), unsaved: mine.unsaved && !isLatest }
    keep()
    if (replaced && replaced.html !== mine.draft.html) show({ other: replaced })
    if (isLatest) show({ kept: 'server' })
  }

  function write(part: Partial<Draft>) {
    writtenAt = Date.now()
    mine = { ...mine, draft: { ...mine.draft, ...part }, unsaved: true, changedAt: writtenAt }
    show({ kept: 'not yet' })
    clearTimeout(keepTimer)
    keepTimer = setTimeout(keep, keptAfterMs)
    planSave(savedAfterMs)
  }

  /** Takes the server's draft, as a page that was just read has it. */
  function take(theirs: TheirDraft | null) {
    clearTimeout(takeTimer)
    if (!theirs || theirs.revision < mine.seen) return
    onServer = theirs.content !== null
    if (theirs.revision === mine.seen) return
    if (saving) return void saving.then(() => take(theirs))
    const writingFor = writtenAt + writingMs - Date.now()
    if (writingFor > 0) takeTimer = setTimeout(() => take(theirs), writingFor)
    else if (mine.unsaved) weigh(theirs)
    else adopt(theirs)
  }

  /** Written here while the server was away, and elsewhere since: the newest wins. Each clock measures its own age. */
  function weigh(theirs: TheirDraft) {
    const own = contentOf(mine.draft)
    if (theirs.content === null) {
      if (own === null || mine.draft.attempt?.body.body === own.html) adopt(theirs)
    } else if (own === null || own.html === theirs.content.html) adopt(theirs)
    else if (theirs.age < Date.now() - mine.changedAt) {
      adopt(theirs)
      show({ other: own })
    }
    // Else what is here goes to the server, which answers what it replaces.
  }

  function adopt({ content, revision }: TheirDraft) {
    const before = mine.draft.html
    onServer = content !== null
    const draft = content ? { ...blankDraft, ...content } : blankAfter(mine.draft)
    mine = { draft, seen: revision, unsaved: false, changedAt: Date.now() }
    keep()
    const isNew = content !== null && content.html !== before
    show({ kept: 'server', taken: shown.get().taken + (isNew ? 1 : 0) })
  }

  /** Another tab of this browser wrote, and saves it itself. */
  function follow() {
    if (mine.unsaved || writtenAt + writingMs > Date.now()) return
    const before = mine.draft.html
    mine = { ...readStoredDraft(place), unsaved: false }
    show({ taken: shown.get().taken + (mine.draft.html !== before ? 1 : 0) })
  }

  function leave() {
    if (keepTimer) keep()
    // A page that is being left waits for no answer.
    if (saving && mine.unsaved && !held) send()
    else save()
  }

  return {
    shown,
    seen: () => mine.seen,
    write,
    take,
    save,
    /** Listens, and saves what waited; what is returned keeps and saves before one leaves. */
    attend() {
      const lookAway = () => document.hidden && leave()
      const unfollow = onKeptElsewhere(place, follow)
      window.addEventListener('pagehide', leave)
      window.addEventListener('online', save)
      document.addEventListener('visibilitychange', lookAway)
      // What was sent and never answered may have arrived.
      if (mine.unsaved && !mine.draft.attempt) planSave(savedAfterMs)
      return () => {
        unfollow()
        window.removeEventListener('pagehide', leave)
        window.removeEventListener('online', save)
        document.removeEventListener('visibilitychange', lookAway)
        clearTimeout(takeTimer)
        leave()
        clearTimeout(saveTimer)
      }
    },
    /** Once nothing is on its way to the server, or it takes too long: what is sent now should arrive after it. */
    settled: () => Promise.race([saving, new Promise((go) => setTimeout(go, settledWithinMs))]),
    /** On this device at once, and nowhere else until it is known whether it was sent: a call is under way. */
    hold(attempt: Draft['attempt']) {
      held = true
      isRetry = attempt !== undefined && attempt === mine.draft.attempt
      mine = { ...mine, draft: { ...mine.draft, attempt } }
      keep()
      show({})
    },
    /** It was not sent: it goes on being written. A refusal is an answer, what is tried next is another call. */
    release(isRefused: boolean) {
      held = false
      if (isRefused) mine = { ...mine, draft: { ...mine.draft, attempt: undefined } }
      keep()
      show({})
      save()
    },
    /** Sent: the server has forgotten it, save what was on its way there, or was kept after a try that had arrived. */
    clear() {
      held = false
      mine = { ...mine, draft: blankAfter(mine.draft), unsaved: false }
      keep()
      show({ other: null })
      if (saving || isRetry) queue(server.discard)
    },
    /** The other words, and these in their place. */
    swap() {
      const { other, taken } = shown.get()
      if (!other) return
      const own = contentOf(mine.draft)
      write({ ...blankDraft, attempt: undefined, ...other })
      show({ other: own, taken: taken + 1 })
    },
    /** Takes up words that were sent and taken back; what was written since stays beside them. */
    takeBack(words: Partial<Draft>) {
      const { other, taken } = shown.get()
      const own = contentOf(mine.draft)
      write(words)
      show({ other: own ?? other, taken: taken + 1 })
    },
    dropOther: () => show({ other: null }),
  }
}
