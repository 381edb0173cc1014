import { useMutation, useQueryClient } from '@tanstack/react-query'

/**
 * Mutation that invalidates the queries about its subjects.
 * @param failure `toast` for a component that shows no error
 */
export function useWrite<V, R>(
  subjects: readonly string[],
  write: (value: V) => Promise<R>,
  done: (answer: R) => void,
  failure?: 'toast',
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: write,
    ...(failure && { meta: { failure } }),
    onSuccess(answer) {
      for (const subject of subjects) queryClient.invalidateQueries({ queryKey: [subject] })
      done(answer)
    },
  })
}
