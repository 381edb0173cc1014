import { themeTokens } from '../browser/element-theme.ts'
import filePicker from './file-picker/file-picker.css?inline'
import base from './styles/base.css?inline'
import files from './styles/files.css?inline'
import frame from './styles/frame.css?inline'
import list from './styles/list.css?inline'
import ticket from './styles/ticket.css?inline'
import writing from './styles/writing.css?inline'

const styles = [themeTokens, base, frame, list, ticket, files, writing, filePicker].join('')

/** Returns the portal's styles as a constructed style sheet, which policies without inline styles allow. */
export function pageStyles(): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  return sheet
}

/** Returns the company's colour as rules for the element. */
export function brandRules(tokens: Record<string, string>): string {
  return `:host { ${Object.entries(tokens)
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ')} }`
}
