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
  const goesOn = pages.hasNextPage && !pages.isPlaceholderData
  return (
    <>
      <RecordRows {...shown} />
      {goesOn && <NextPage error={pages.error} onNear={() => !pages.isFetching && pages.fetchNextPage()} />}
    </>
  )
}
