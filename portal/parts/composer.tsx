import { useMemo, useState } from 'preact/hooks'
import { fileDropHandlers } from '../file-picker/file-drop.ts'
import { clientStorage } from '../lib/client-storage.ts'
import { t } from '../lib/i18n.ts'
import type { Outbox, OutgoingMessage } from '../lib/outbox.ts'
import { ownStorageKey } from '../lib/session.ts'
import { createFileList } from '../lib/uploads.ts'
import { FileBox } from './file-box.tsx'

/** Client's composer, stored on this device until the message is sent, with messages that are not acknowledged yet. */
export function Composer({ ticketId, outbox }: { ticketId: string; outbox: Outbox }) {
  const place = ownStorageKey(`brouillon.${ticketId}`)
  const [body, setBody] = useState(clientStorage.read<string>(place) ?? '')
  const files = useMemo(() => createFileList(place), [place])
  const { value: chosen } = files.list
  const onTheWay = chosen.some(({ upload }) => !upload)
  const empty = body.trim() === '' && chosen.length === 0

  const write = (text: string) => {
    setBody(text)
    clientStorage.write(place, text)
  }
  function send(event: Event) {
    event.preventDefault()
    if (empty || onTheWay) return
    outbox.send(body, chosen)
    write('')
    files.clear()
  }
  function takeBack(message: OutgoingMessage) {
    outbox.takeBack(message.key)
    write([message.body, body].filter(Boolean).join('\n\n'))
    files.put(message.files)
  }

  return (
    <>
      {outbox.list.value.map((message) => (
        <Leaving key={message.key} message={message} onAgain={outbox.again} onTakeBack={takeBack} />
      ))}
      <form class="composer" onSubmit={send} {...fileDropHandlers(files.add)}>
        <textarea
          aria-label={t('answer.label')}
          placeholder={t('answer.placeholder')}
          value={body}
          rows={3}
          onInput={(event) => write(event.currentTarget.value)}
        />
        <FileBox files={files} />
        {onTheWay && <small class="hint">{t('files.on_their_way')}</small>}
        <button type="submit" class="button main" disabled={empty || onTheWay}>
          {t('answer.send')}
        </button>
      </form>
    </>
  )
}

type Leave = {
  message: OutgoingMessage
  onAgain: (message: OutgoingMessage) => void
  onTakeBack: (message: OutgoingMessage) => void
}

function Leaving({ message, onAgain, onTakeBack }: Leave) {
  return (
    <div class="message leaving">
      <div class="by">
        <b>{t('ticket.you')}</b>
        <span>{message.problem ? '' : t('answer.sending')}</span>
      </div>
      <p class="plain">{message.body}</p>
      {message.files.map(({ key, name }) => (
        <small key={key}>
          <bdi>{name}</bdi>
        </small>
      ))}
      {message.problem && (
        <div class="wrong" role="alert">
          {t('answer.failed')} {message.problem}
          <div class="adding">
            <button type="button" class="button" onClick={() => onAgain(message)}>
              {t('answer.again')}
            </button>
            <button type="button" class="button" onClick={() => onTakeBack(message)}>
              {t('answer.take_back')}
            </button>
          </div>
        </div>
      )}
    </div>
  )
}
