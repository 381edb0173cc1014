import type { useInfiniteQuery } from '@tanstack/react-query'
import { NextPage } from './next-page.tsx'
import type { RecordItem, RecordKind } from './record-kind.ts'
import { RecordRows } from './record-rows.tsx'

type Pages = Pick<
  ReturnType<typeof useInfiniteQuery>,
  'hasNextPage' | 'fetchNextPage' | 'isFetching' | 'isPlaceholderData' | 'error'
>
type Props = { kind: RecordKind; records: readonly RecordItem[]; pages: Pages; hide?: string }

/** Records, and those that follow as one nears the end. */
export function PagedRows({ pages, ...shown }: Props) {
  // All of it is read here: what is read later alone renders nothing when it changes.
  const { hasNextPage, isPlaceholderData, isFetching, fetchNextPage, error } = pages
  const goesOn = hasNextPage && !isPlaceholderData
  return (
    <>
      <RecordRows {...shown} />
      {goesOn && <NextPage error={error} onNear={() => !isFetching && fetchNextPage()} />}
    </>
  )
}
