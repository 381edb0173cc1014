import { useEffect, useRef, useState } from 'preact/hooks'
import { newKey } from '../../browser/new-key.ts'
import { CallError } from '../../contract/client.ts'
import { type ChosenFile, FilePicker } from '../file-picker/file-picker.tsx'
import type { FormTranslate } from './form-translate.ts'
import type { FormSubmitter } from './guest-submitter.ts'
import { tabStorage } from './tab-storage.ts'

type Sent = ChosenFile & {
  id: string | null
  /** Whether it is retried automatically, after a network failure. */
  retries?: boolean
  /** null for a file that was sent before the page was loaded again. */
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

  const fail = (key: string, problem: string, retries = false) =>
    change(key, { problem, retries, canRetry: true, sent: undefined })

  useEffect(() => {
    const sent = list.filter(({ id }) => id !== null).map((one) => ({ ...one, file: null }))
    tabStorage.write(noteOf(sending), sent.length > 0 ? { until: sending.filesLastUntil(), sent } : null)
  }, [list, sending])

  async function send({ key, file }: Sent) {
    if (!file) return
    change(key, { problem: null, retries: false, sent: 0 })
    try {
      const small = await shrink(file)
      if (small.size > limit) return fail(key, t('files.too_large', { limit: Math.round(limit / 1e6) }))
      change(key, { file: small, name: small.name, size: small.size })
      const { id } = await sending.upload(small, key, (sent) => change(key, { sent }))
      change(key, { id, sent: undefined })
    } catch (error) {
      const said = error instanceof CallError && error.status >= 400 && error.status < 500 ? error.message : ''
      fail(key, said || t('files.failed'), said === '')
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
    isOnTheWay: list.some(({ sent }) => sent !== undefined),
    ids: list.flatMap(({ id }) => (id ? [id] : [])),
    add(chosen: Iterable<File>) {
      const files = [...chosen]
      const added = files.slice(0, Math.max(0, most - list.length)).map((file): Sent => {
        return { key: newKey(), name: file.name, size: file.size, file, sent: 0, id: null, problem: null }
      })
      setTooMany(added.length < files.length)
      setList((all) => [...all, ...added])
      for (const one of added) send(one)
    },
    again(key: string) {
      const file = list.find((one) => one.key === key)
      if (file) send(file)
    },
    /** Sends all files again after the sender changed or the pass expired. */
    renew(former = sending) {
      if (former !== sending) tabStorage.write(noteOf(former), null)
      const anew = list.map((one) => {
        const problem = !one.file ? t('files.gone') : one.size > limit ? one.problem : null
        return { ...one, key: newKey(), sent: undefined, id: null, problem }
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

/** File picker for the attachments of a submission. */
export function FileField({ files, t, label }: { files: Files; t: FormTranslate; label: string }) {
  return (
    <FilePicker files={files} label={label} refusal={files.tooMany ? t('files.too_many') : null} t={t}>
      {files.list.length > 0 && <small>{t('files.kept')}</small>}
    </FilePicker>
  )
}
