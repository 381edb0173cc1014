import type { DraftContent, Draft as TheirDraft } from '../../../../contract/drafts.ts'
import { createStore } from '../../../../ui/store.ts'
import { blankAfter, blankDraft, contentOf, type Draft } from './draft.ts'
import { type DraftKey, onKeptElsewhere, readStoredDraft, writeStoredDraft } from './stored-draft.ts'

const keptAfterMs = 400
const savedAfterMs = 1_000
const triedAgainAfterMs = 15_000
const settledWithinMs = 2_000
/** Time after a key press during which the agent counts as typing, so that nothing replaces the text. */
const writingMs = 10_000

type Saved = { revision: number; replaced: DraftContent | null }

export type DraftServer = {
  keep: (content: DraftContent, seen: number) => Promise<Saved>
  discard: () => Promise<unknown>
  /** Whether a retry would get the same response. */
  isRefusal: (error: unknown) => boolean
}

export type DraftState = {
  draft: Draft
  /** Where the latest text is stored; `device` while the server cannot be reached. */
  kept: 'not yet' | 'device' | 'server'
  /** Text that a newer draft replaced. The agent can restore or dismiss it. */
  other: DraftContent | null
  /** Counts the times that text from elsewhere replaced the draft. */
  taken: number
}

/**
 * Synchronizes a draft between this page, this device and the server. Changes are stored on the device after 0.4 s and
 * on the server after a second. A newer draft of the server or of another tab replaces this one, except while the agent
 * types. It is not saved again then, otherwise two pages would keep answering each other.
 */
export function openDraftSync(place: DraftKey, server: DraftServer) {
  let mine = readStoredDraft(place)
  let onServer = false
  let writtenAt = Number.NEGATIVE_INFINITY
  let held = false
  let isRetry = false
  let saving: Promise<void> | null = null
  let keepTimer: ReturnType<typeof setTimeout> | undefined
  let saveTimer: ReturnType<typeof setTimeout> | undefined
  let takeTimer: ReturnType<typeof setTimeout> | undefined
  const shown = createStore<DraftState>({
    draft: mine.draft,
    kept: mine.unsaved ? 'device' : 'server',
    other: null,
    taken: 0,
  })
  const show = (part: Partial<DraftState>) => shown.set({ ...shown.get(), draft: mine.draft, ...part })

  function keep() {
    clearTimeout(keepTimer)
    keepTimer = undefined
    writeStoredDraft(place, mine)
  }

  function planSave(after: number) {
    clearTimeout(saveTimer)
    saveTimer = setTimeout(save, after)
  }

  /** Saves one request at a time, so that an older draft never arrives last. */
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

  /** Adopts the server's draft when it is newer, once the agent has stopped typing. */
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

  /**
   * Resolves a conflict between an unsaved draft and the server's: the newer one wins. Each clock only measures its own
   * age, since the clocks of two machines may differ.
   */
  function weigh(theirs: TheirDraft) {
    const own = contentOf(mine.draft)
    if (theirs.content === null) {
      if (own === null || mine.draft.attempt?.body.body === own.html) adopt(theirs)
    } else if (own === null || own.html === theirs.content.html) adopt(theirs)
    else if (theirs.age < Date.now() - mine.changedAt) {
      adopt(theirs)
      show({ other: own })
    }
    // Otherwise save() sends this draft, and the server returns the one that it replaced.
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

  /** Adopts the draft of another tab, which saves it itself. */
  function follow() {
    if (mine.unsaved || writtenAt + writingMs > Date.now()) return
    const before = mine.draft.html
    mine = { ...readStoredDraft(place), unsaved: false }
    show({ taken: shown.get().taken + (mine.draft.html !== before ? 1 : 0) })
  }

  function leave() {
    if (keepTimer) keep()
    // Do not wait for the pending request: the page may be closed before its response.
    if (saving && mine.unsaved && !held) send()
    else save()
  }

  return {
    shown,
    seen: () => mine.seen,
    write,
    take,
    save,
    /** Starts listening, and saves an unsaved draft. The returned function saves once more and stops. */
    start() {
      const lookAway = () => document.hidden && leave()
      const unfollow = onKeptElsewhere(place, follow)
      window.addEventListener('pagehide', leave)
      window.addEventListener('online', save)
      document.addEventListener('visibilitychange', lookAway)
      // A draft with an attempt is not saved: its step may have reached the server.
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
    /**
     * Resolves when no save is pending, or after two seconds, so that a step is sent after the last save of its draft.
     */
    settled: () => Promise.race([saving, new Promise((go) => setTimeout(go, settledWithinMs))]),
    /** Keeps the draft on this device only, while its step is being sent. */
    hold(attempt: Draft['attempt']) {
      held = true
      isRetry = attempt !== undefined && attempt === mine.draft.attempt
      mine = { ...mine, draft: { ...mine.draft, attempt } }
      keep()
      show({})
    },
    /** Resumes saving after an attempt failed. After a refusal, the next attempt is a new call with its own key. */
    release(isRefused: boolean) {
      held = false
      if (isRefused) mine = { ...mine, draft: { ...mine.draft, attempt: undefined } }
      keep()
      show({})
      save()
    },
    /**
     * Empties the draft after its step was sent. The server has deleted its own, but a save that was pending, or one
     * between two attempts, must be deleted again.
     */
    clear() {
      held = false
      mine = { ...mine, draft: blankAfter(mine.draft), unsaved: false }
      keep()
      show({ other: null })
      if (saving || isRetry) queue(server.discard)
    },
    /** Exchanges this text and the other one. */
    swap() {
      const { other, taken } = shown.get()
      if (!other) return
      const own = contentOf(mine.draft)
      write({ ...blankDraft, attempt: undefined, ...other })
      show({ other: own, taken: taken + 1 })
    },
    /** Restores the text of a step that was undone. Text written since becomes the other one. */
    takeBack(words: Partial<Draft>) {
      const { other, taken } = shown.get()
      const own = contentOf(mine.draft)
      write(words)
      show({ other: own ?? other, taken: taken + 1 })
    },
    dropOther: () => show({ other: null }),
  }
}
