import { Menu as MantineMenu, type MenuProps } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'

type Props = Pick<MenuProps, 'position' | 'opened' | 'onChange' | 'width'> & {
  /** The button that opens it. */
  target: ReactElement
  children: ReactNode
}

export function Menu({ target, children, ...rest }: Props) {
  return (
    <MantineMenu position="bottom-start" {...rest}>
      <MantineMenu.Target>{target}</MantineMenu.Target>
      <MantineMenu.Dropdown>{children}</MantineMenu.Dropdown>
    </MantineMenu>
  )
}

type ItemProps = {
  onSelect: () => void
  icon?: IconName
  /** A mark of one's own instead of an icon. */
  mark?: ReactNode
  /** One of a group of choices. */
  checked?: boolean
  /** On or off by itself. */
  switched?: boolean
  kbd?: string
  disabled?: boolean
  /** Stays open: for a row of choices tried one after the other. */
  keepOpen?: boolean
  children: ReactNode
}

function roleOf(checked: boolean | undefined, switched: boolean | undefined) {
  if (checked !== undefined) return { role: 'menuitemradio', 'aria-checked': checked }
  return switched === undefined ? {} : { role: 'menuitemcheckbox', 'aria-checked': switched }
}

export function MenuItem({ onSelect, icon, mark, checked, switched, kbd, disabled, keepOpen, children }: ItemProps) {
  return (
    <MantineMenu.Item
      onClick={onSelect}
      disabled={disabled ?? false}
      closeMenuOnClick={!keepOpen}
      leftSection={icon ? <Icon name={icon} /> : mark}
      rightSection={checked || switched ? <Icon name="check" /> : kbd ? <Kbd>{kbd}</Kbd> : null}
      {...roleOf(checked, switched)}
    >
      {children}
    </MantineMenu.Item>
  )
}

export const MenuLabel = ({ children }: { children: ReactNode }) => <MantineMenu.Label>{children}</MantineMenu.Label>
export const MenuDivider = () => <MantineMenu.Divider />
