import { type AsyncRouteComponent, lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'

/** Error when the code of a screen could not be loaded. */
export class ScreenUnreachable extends Error {}

/**
 * Loads a screen when it is first opened. Without a network it fails like any other error of the route: the router
 * itself would reload the whole page, and lose it.
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
