import { useMutation, useQueryClient } from '@tanstack/react-query'

/** A write of the settings: what it makes stale is read again, and who asked is told. */
export function useWrite<V, R>(
  subjects: readonly string[],
  write: (value: V) => Promise<R>,
  done: (answer: R) => void,
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSuccess(answer) {
      for (const subject of subjects) queryClient.invalidateQueries({ queryKey: [subject] })
      done(answer)
    },
  })
}
