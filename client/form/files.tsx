import { useState } from 'preact/hooks'
import { newKey } from '../../browser/new-key.ts'
import { CallError } from '../../contract/client.ts'
import type { FormSending } from './sending.ts'
import type { Words } from './words.ts'

export type Sent = { key: string; file: File; bytes: number; id: string | null; problem: string | null }
const most = 10

/** The files of one submission: sent as soon as they are chosen. */
export function useFiles(sending: FormSending, t: Words, limit: number) {
  const [list, setList] = useState<Sent[]>([])
  const [tooMany, setTooMany] = useState(false)
  const change = (key: string, part: Partial<Sent>) =>
    setList((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)))

  async function send({ key, file }: Sent) {
    change(key, { problem: null, bytes: 0 })
    try {
      const { id } = await sending.upload(file, (bytes) => change(key, { bytes }))
      change(key, { id })
    } catch (error) {
      const said = error instanceof CallError && error.status >= 400 && error.status < 500 ? error.message : ''
      change(key, { problem: said || t('files.failed') })
    }
  }

  return {
    list,
    tooMany,
    isOnTheWay: list.some(({ id, problem }) => id === null && problem === null),
    ids: list.flatMap(({ id }) => (id ? [id] : [])),
    add(chosen: Iterable<File>) {
      const files = [...chosen]
      const added = files.slice(0, Math.max(0, most - list.length)).map((file): Sent => {
        const problem = file.size > limit ? t('files.too_large', { limit: Math.round(limit / 1e6) }) : null
        return { key: newKey(), file, bytes: 0, id: null, problem }
      })
      setTooMany(added.length < files.length)
      setList((all) => [...all, ...added])
      for (const one of added) if (!one.problem) send(one)
    },
    again: send,
    remove: (key: string) => setList((all) => all.filter((one) => one.key !== key)),
    clear: () => setList([]),
  }
}
export type Files = ReturnType<typeof useFiles>

export function FileField({ files, t, label }: { files: Files; t: Words; label: string }) {
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
                <bdi>{one.file.name}</bdi>
                {one.problem && (
                  <small class="wrong" role="alert">
                    {one.problem}
                  </small>
                )}
                {!one.id && !one.problem && (
                  <progress max={one.file.size} value={one.bytes} aria-label={one.file.name} />
                )}
              </span>
              {one.problem && (
                <button
                  type="button"
                  class="quiet"
                  aria-label={t('files.again', { name: one.file.name })}
                  onClick={() => files.again(one)}
                >
                  ↻
                </button>
              )}
              <button
                type="button"
                class="quiet"
                aria-label={t('files.remove', { name: one.file.name })}
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
