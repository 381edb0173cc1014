import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { ListBar } from '../../../ui/clickable-list.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { TextField } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'
import { Loading } from '../../lib/loading.tsx'
import { useDebounced } from '../../lib/use-debounced.ts'
import { countedTagsQuery } from './queries.ts'
import { TagRow } from './tag-row.tsx'
import classes from './tags.module.css'

/** Page of the tags, with the number of tickets of each. */
export function TagsPage() {
  const t = useT()
  const [text, setText] = useState('')
  const question = useDebounced(text, 150).trim()
  const pages = useInfiniteQuery({ ...countedTagsQuery(question), placeholderData: keepPreviousData })
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = pages
  if (!data) return <Loading error={error} onRetry={refetch} rows={3} />
  const tags = data.pages.flatMap((page) => page.items)
  if (tags.length === 0 && question === '' && text === '')
    return <Empty title={t('tags.none_title')}>{t('tags.none')}</Empty>
  return (
    <>
      <ListBar
        action={
          <TextField
            label={t('tags.search')}
            hideLabel
            placeholder={t('tags.search')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        }
      >
        <p>{t('tags.words')}</p>
      </ListBar>
      {tags.length === 0 && <p className={classes.nothing}>{t('pick.nothing')}</p>}
      <ul>
        {tags.map((tag) => (
          <TagRow key={tag.id} tag={tag} />
        ))}
      </ul>
      {hasNextPage && (
        <p className={classes.more}>
          <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {t('tags.more')}
          </Button>
        </p>
      )}
    </>
  )
}
