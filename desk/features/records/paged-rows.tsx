import type { useInfiniteQuery } from '@tanstack/react-query'
import { NextPage } from './next-page.tsx'
import type { RecordItem, RecordKind } from './record-kind.ts'
import { RecordRows } from './record-rows.tsx'

type Pages = Pick<
  ReturnType<typeof useInfiniteQuery>,
  'hasNextPage' | 'fetchNextPage' | 'isFetching' | 'isPlaceholderData' | 'error'
>
type Props = { kind: RecordKind; records: readonly RecordItem[]; pages: Pages; hide?: string }

/** Rows of records that load more pages while scrolling. */
export function PagedRows({ pages, ...shown }: Props) {
  // Read all properties here: the query only renders again for those that were read during a render.
  const { hasNextPage, isPlaceholderData, isFetching, fetchNextPage, error } = pages
  const goesOn = hasNextPage && !isPlaceholderData
  return (
    <>
      <RecordRows {...shown} />
      {goesOn && <NextPage error={error} onNear={() => !isFetching && fetchNextPage()} />}
    </>
  )
}
