import type { ComponentChildren } from 'preact'
import type { FileUpload, UploadProblem } from '../../browser/upload-queue.ts'
import type { MessageValues } from '../../i18n/fill.ts'

type Key = 'files.add' | 'files.camera' | 'files.again' | 'files.remove'

type Props = {
  files: {
    list: readonly FileUpload[]
    add: (files: Iterable<File>) => void
    again: (key: string) => void
    remove: (key: string) => void
  }
  /** Label of the list for screen readers. */
  label: string
  /** Why the last choice was not accepted, or not all of it. */
  refusal: string | false
  problemText: (problem: UploadProblem, file: FileUpload) => string
  /** Returns the text below the name of a file without a problem. */
  note?: (file: FileUpload) => string
  t: (key: Key, values?: MessageValues) => string
  /** Content between the list and the buttons. */
  children?: ComponentChildren
}

/** File picker of the portal and of forms: the chosen files with their progress, and buttons for files and the camera. */
export function FilePicker({ files, label, refusal, problemText, note, t, children }: Props) {
  const choose = (event: { currentTarget: HTMLInputElement }) => {
    files.add(event.currentTarget.files ?? [])
    event.currentTarget.value = ''
  }
  return (
    <>
      {files.list.length > 0 && (
        <ul class="chosen" aria-label={label}>
          {files.list.map((file) => {
            const { key, name, size, sent, upload, problem } = file
            return (
              <li key={key}>
                <span>
                  <bdi>{name}</bdi>
                  {problem ? (
                    <small class="wrong" role="alert">
                      {problemText(problem, file)}
                    </small>
                  ) : (
                    note && <small>{note(file)}</small>
                  )}
                  {!upload && !problem && <progress max={size} value={sent} aria-label={name} />}
                </span>
                {problem?.kind === 'call' && (
                  <button
                    type="button"
                    class="quiet"
                    aria-label={t('files.again', { name })}
                    onClick={() => files.again(key)}
                  >
                    ↻
                  </button>
                )}
                <button
                  type="button"
                  class="quiet"
                  aria-label={t('files.remove', { name })}
                  onClick={() => files.remove(key)}
                >
                  ✕
                </button>
              </li>
            )
          })}
        </ul>
      )}
      {refusal && (
        <p class="wrong" role="alert">
          {refusal}
        </p>
      )}
      {children}
      <div class="choose-files">
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
