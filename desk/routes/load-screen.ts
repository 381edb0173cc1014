import { type AsyncRouteComponent, lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'

/** The code of a screen did not arrive. */
export class ScreenUnreachable extends Error {}

/**
 * Loads a screen when it is first opened. Without a network it fails as any other error of its route: the router's own way
 * would load the whole page again, and lose it.
 */
export function loadScreen(importer: () => Promise<ComponentType>): AsyncRouteComponent<object> {
  return lazyRouteComponent(() =>
    importer().then(
      (component) => ({ default: component }),
      (error) => {
        throw new ScreenUnreachable('screen unreachable', { cause: error })
      },
    ),
  )
}
