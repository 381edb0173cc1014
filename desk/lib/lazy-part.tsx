import { type ComponentType, useEffect, useEffectEvent, useState } from 'react'
import { toast } from '../../ui/toast.tsx'
import { useT } from './i18n.tsx'

type Part = { onClose: () => void }

const loads = new Set<() => Promise<unknown>>()

/**
 * Returns a dialog or panel whose code is loaded when it is first shown, or by an earlier loadParts(). When loading
 * fails, the part shows an error and closes; the next opening tries again.
 * @param Waiting placeholder while the code is loading
 */
export function lazyPart<P extends Part>(
  importPart: () => Promise<ComponentType<P>>,
  Waiting: ComponentType = WaitingDialog,
): ComponentType<P> {
  let loaded: ComponentType<P> | null = null
  const load = async () => {
    loaded ??= await importPart()
    return loaded
  }
  loads.add(load)

  return function LazyPart(props: P) {
    const t = useT()
    const [Part, setPart] = useState<ComponentType<P> | null>(() => loaded)
    const giveUp = useEffectEvent(() => {
      toast({ text: t('error.unreachable'), tone: 'danger' })
      props.onClose()
    })
    useEffect(() => {
      let isShown = true
      load().then(
        (part) => isShown && setPart(() => part),
        () => isShown && giveUp(),
      )
      return () => {
        isShown = false
      }
    }, [])
    return Part ? <Part {...props} /> : <Waiting />
  }
}

/** Loads the code of all parts, so that they open at once, even offline. */
export async function loadParts(): Promise<void> {
  await Promise.allSettled([...loads].map((load) => load()))
}

/** Empty modal dialog, which keeps the keys typed meanwhile from the page. */
function WaitingDialog() {
  const t = useT()
  return <div role="dialog" aria-modal="true" aria-label={t('shell.loading')} />
}
