import { Menu as MantineMenu, type MenuProps } from '@mantine/core'
import { type ReactElement, type ReactNode, useRef, useState } from 'react'
import classes from './floating.module.css'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { useReturnFocus } from './use-return-focus.ts'

type Props = Pick<MenuProps, 'position' | 'width'> & {
  /** Button that opens the menu. */
  target: ReactElement
  children: ReactNode
}

export function Menu({ target, children, ...rest }: Props) {
  const [opened, setOpened] = useState(false)
  const dropdown = useRef<HTMLDivElement>(null)
  useReturnFocus(opened, dropdown)
  return (
    <MantineMenu
      position="bottom-start"
      withInitialFocusPlaceholder={false}
      opened={opened}
      onChange={setOpened}
      returnFocus={false}
      {...rest}
    >
      <MantineMenu.Target>{target}</MantineMenu.Target>
      <MantineMenu.Dropdown ref={dropdown}>{children}</MantineMenu.Dropdown>
    </MantineMenu>
  )
}

type ItemProps = {
  onSelect: () => void
  icon?: IconName
  /** Content in the place of the icon. */
  mark?: ReactNode
  /** Whether this one of several choices is selected. */
  checked?: boolean
  /** Whether this switch is on. */
  switched?: boolean
  kbd?: string
  disabled?: boolean
  /** Whether the menu stays open, for choices that one tries one after the other. */
  keepOpen?: boolean
  children: ReactNode
}

export function MenuItem({ onSelect, icon, mark, checked, switched, kbd, disabled, keepOpen, children }: ItemProps) {
  const left = icon ? <Icon name={icon} /> : mark
  const shared = { disabled: disabled ?? false, closeMenuOnClick: !keepOpen }
  const inside = left ? (
    <span className={classes.marked}>
      {left}
      {children}
    </span>
  ) : (
    children
  )
  const choice = { ...shared, onChange: onSelect, checkIcon: <Icon name="check" />, children: inside }
  if (checked !== undefined) return <MantineMenu.RadioItem value="" checked={checked} {...choice} />
  if (switched !== undefined) return <MantineMenu.CheckboxItem checked={switched} {...choice} />
  return (
    <MantineMenu.Item onClick={onSelect} rightSection={kbd && <Kbd>{kbd}</Kbd>} {...shared}>
      {inside}
    </MantineMenu.Item>
  )
}

export const MenuLabel = ({ children }: { children: ReactNode }) => <MantineMenu.Label>{children}</MantineMenu.Label>
export const MenuDivider = () => <MantineMenu.Divider />
