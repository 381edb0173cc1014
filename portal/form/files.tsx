import { useEffect, useRef, useState } from 'preact/hooks'
import { newKey } from '../../browser/new-key.ts'
import { CallError } from '../../contract/client.ts'
import type { FormTranslate } from './form-translate.ts'
import type { FormSubmitter } from './guest-submitter.ts'
import { tabStorage } from './tab-storage.ts'

/** @param file null for one that was sent before the page was loaded again */
type Sent = {
  key: string
  name: string
  size: number
  bytes: number
  id: string | null
  problem: string | null
  /** Whether it is retried automatically, after a network failure. */
  retries?: boolean
  file: File | null
}
type Noted = { until: number; sent: Sent[] }
const most = 10
const retryMs = 10_000
const noteOf = ({ place }: FormSubmitter) => place && `${place}.fichiers`

/** Loads the code when a picture is chosen. Without it the file is sent unchanged. */
const shrink = async (file: File) =>
  file.type.startsWith('image/')
    ? import('../../browser/shrink-photo.ts').then(
        ({ shrinkPhoto }) => shrinkPhoto(file),
        () => file,
      )
    : file

function readNoted(sending: FormSubmitter): Sent[] {
  const noted = tabStorage.read<Noted>(noteOf(sending))
  return noted && noted.until > Date.now() ? noted.sent : []
}

/** Files of one submission. They are sent as soon as they are chosen, and restored after a reload. */
export function useFiles(sending: FormSubmitter, t: FormTranslate, limit: number) {
  const [list, setList] = useState<Sent[]>(() => readNoted(sending))
  const [tooMany, setTooMany] = useState(false)
  const change = (key: string, part: Partial<Sent>) =>
    setList((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)))

  useEffect(() => {
    const sent = list.filter(({ id }) => id !== null).map((one) => ({ ...one, file: null }))
    tabStorage.write(noteOf(sending), sent.length > 0 ? { until: sending.filesLastUntil(), sent } : null)
  }, [list, sending])

  async function send({ key, file }: Sent) {
    if (!file) return
    change(key, { problem: null, retries: false, bytes: 0 })
    try {
      const small = await shrink(file)
      if (small.size > limit) return change(key, { problem: t('files.too_large', { limit: Math.round(limit / 1e6) }) })
      change(key, { file: small, name: small.name, size: small.size })
      const { id } = await sending.upload(small, key, (bytes) => change(key, { bytes }))
      change(key, { id })
    } catch (error) {
      const said = error instanceof CallError && error.status >= 400 && error.status < 500 ? error.message : ''
      change(key, { problem: said || t('files.failed'), retries: said === '' })
    }
  }

  const waiting = list.filter(({ retries }) => retries)
  const again = useRef(() => {})
  again.current = () => waiting.forEach(send)
  useEffect(() => {
    if (waiting.length === 0) return
    const retry = () => again.current()
    const timer = setInterval(retry, retryMs)
    addEventListener('online', retry)
    return () => {
      clearInterval(timer)
      removeEventListener('online', retry)
    }
  }, [waiting.length])

  return {
    list,
    tooMany,
    hasFailed: list.some(({ problem }) => problem !== null),
    isOnTheWay: list.some(({ id, problem }) => id === null && problem === null),
    ids: list.flatMap(({ id }) => (id ? [id] : [])),
    add(chosen: Iterable<File>) {
      const files = [...chosen]
      const added = files.slice(0, Math.max(0, most - list.length)).map((file): Sent => {
        return { key: newKey(), name: file.name, size: file.size, file, bytes: 0, id: null, problem: null }
      })
      setTooMany(added.length < files.length)
      setList((all) => [...all, ...added])
      for (const one of added) send(one)
    },
    again: send,
    /** Sends all files again after the sender changed or the pass expired. */
    renew(former = sending) {
      if (former !== sending) tabStorage.write(noteOf(former), null)
      const anew = list.map((one) => {
        const problem = !one.file ? t('files.gone') : one.size > limit ? one.problem : null
        return { ...one, key: newKey(), bytes: 0, id: null, problem }
      })
      setList(anew)
      for (const one of anew) if (!one.problem) send(one)
    },
    remove: (key: string) => setList((all) => all.filter((one) => one.key !== key)),
    clear() {
      tabStorage.write(noteOf(sending), null)
      setList([])
    },
  }
}
export type Files = ReturnType<typeof useFiles>

export function FileField({ files, t, label }: { files: Files; t: FormTranslate; label: string }) {
  const choose = (event: { currentTarget: HTMLInputElement }) => {
    files.add(event.currentTarget.files ?? [])
    event.currentTarget.value = ''
  }
  return (
    <>
      {files.list.length > 0 && (
        <ul class="files" aria-label={label}>
          {files.list.map((one) => (
            <li key={one.key}>
              <span>
                <bdi>{one.name}</bdi>
                {one.problem && (
                  <small class="wrong" role="alert">
                    {one.problem}
                  </small>
                )}
                {!one.id && !one.problem && <progress max={one.size} value={one.bytes} aria-label={one.name} />}
              </span>
              {one.problem && one.file && (
                <button
                  type="button"
                  class="quiet"
                  aria-label={t('files.again', { name: one.name })}
                  onClick={() => files.again(one)}
                >
                  ↻
                </button>
              )}
              <button
                type="button"
                class="quiet"
                aria-label={t('files.remove', { name: one.name })}
                onClick={() => files.remove(one.key)}
              >
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
      {files.tooMany && (
        <p class="wrong" role="alert">
          {t('files.too_many')}
        </p>
      )}
      {files.list.length > 0 && <small>{t('files.kept')}</small>}
      <div class="adding">
        <label class="button">
          {t('files.add')}
          <input type="file" multiple class="sr" onChange={choose} />
        </label>
        <label class="button camera">
          {t('files.camera')}
          <input type="file" accept="image/*" capture="environment" class="sr" onChange={choose} />
        </label>
      </div>
    </>
  )
}
