import { createTheme, HeadlessMantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import floating from './floating.module.css'

/**
 * Headless Mantine: focus, placement and keyboard handling, without its styles. The content security policy would
 * refuse its inline <style>.
 */
const theme = createTheme({
  respectReducedMotion: true,
  components: {
    Popover: {
      defaultProps: { transitionProps: { duration: 100, transition: 'fade' }, zIndex: 300, offset: 6 },
      classNames: { dropdown: floating.panel },
    },
    Menu: {
      defaultProps: { transitionProps: { duration: 100, transition: 'fade' }, zIndex: 300, offset: 6 },
      classNames: {
        dropdown: floating.panel,
        item: floating.item,
        itemIndicator: floating.itemIndicator,
        itemLabel: floating.itemLabel,
        itemSection: floating.itemSection,
        label: floating.label,
        divider: floating.divider,
      },
    },
    Tooltip: {
      defaultProps: { transitionProps: { duration: 80, transition: 'fade' }, openDelay: 400, zIndex: 350 },
      classNames: { tooltip: floating.tooltip },
    },
  },
})

export function MantineRoot({ children }: { children: ReactNode }) {
  return <HeadlessMantineProvider theme={theme}>{children}</HeadlessMantineProvider>
}
