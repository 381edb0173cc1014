import { Fragment, useState } from 'react'
import { Dialog } from '../../../ui/dialog.tsx'
import { Excerpt } from '../../../ui/excerpt.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useOptions } from '../../../ui/use-options.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './palette.module.css'
import { usePalette } from './use-palette.ts'

/** Command palette: every place and action by keyboard. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const groups = usePalette(text)
  const commands = groups.flatMap((group) => group.commands)
  const options = useOptions({
    id: 'palette-options',
    label: t('keys.palette'),
    count: commands.length,
    opened: true,
    question: text,
    onChoose(index) {
      onClose()
      commands[index]?.run()
    },
  })
  return (
    <Dialog opened onClose={onClose} title={t('keys.palette')} closeLabel={t('shell.close')} bare>
      <div className={classes.field}>
        <Icon name="search" />
        <input
          type="text"
          className={classes.input}
          aria-label={t('keys.palette')}
          placeholder={t('palette.hint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          data-autofocus
          {...options.input}
        />
      </div>
      <div className={classes.list} {...options.list}>
        {groups.map((group) => (
          <Fragment key={group.title}>
            <div className={classes.title} role="presentation">
              {group.title}
            </div>
            {group.commands.map((command) => (
              <div key={command.id} className={classes.option} {...options.option(commands.indexOf(command))}>
                <Icon name={command.icon} />
                <span>
                  {command.label}
                  {command.found && <Excerpt label={t(`excerpt.${command.found.in}`)} parts={command.found.parts} />}
                </span>
                {command.note && <small>{command.note}</small>}
              </div>
            ))}
          </Fragment>
        ))}
      </div>
      {commands.length === 0 && <p className={classes.nothing}>{t('palette.nothing')}</p>}
    </Dialog>
  )
}
