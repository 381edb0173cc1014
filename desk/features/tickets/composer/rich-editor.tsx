import { Placeholder } from '@tiptap/extension-placeholder'
import { type Editor, EditorContent, useEditor, useEditorState } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { useEffect, useLayoutEffect, useMemo } from 'react'
import { IconButton } from '../../../../ui/button.tsx'
import type { IconName } from '../../../../ui/icon.tsx'
import { type MessageKey, useT } from '../../../lib/i18n.tsx'
import classes from './editor.module.css'
import { contentOf, emptyContent } from './editor-content.ts'

export type EditorProps = {
  html: string
  onHtml: (html: string) => void
  placeholder: string
  label: string
  /** Offset of the caret in the plain text; null when the text area was not focused. */
  caret: number | null
  onReady: (focus: () => void) => void
}

const textExtensions = StarterKit.configure({
  heading: { levels: [3] },
  horizontalRule: false,
  link: { openOnClick: false },
})

/** Editor for the rich text that the server accepts. It is loaded after the page: see text-input.tsx. */
export function RichEditor({ html, onHtml, placeholder, label, caret, onReady }: EditorProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: initial content only
  const content = useMemo(() => contentOf(html, [textExtensions]), [])
  const editor = useEditor({
    extensions: [textExtensions, Placeholder.configure({ placeholder })],
    content,
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: { class: classes.text ?? '', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
    },
    onUpdate: ({ editor: edited }) => onHtml(edited.isEmpty ? '' : edited.getHTML()),
  })

  // A layout effect focuses before the next key press, which would otherwise be lost or taken for a shortcut.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the editor replaces the text area
  useLayoutEffect(() => {
    onReady(() => focusAt(editor, editor.state.doc.content.size))
    // The first paragraph opens at 0 and a blank line counts as two, so that offsets shift by one.
    if (caret !== null) focusAt(editor, caret + 1)
  }, [editor])

  // Clears the editor after sending, without counting as typing.
  useEffect(() => {
    if (html === '' && !editor.isEmpty) editor.commands.setContent(emptyContent, { emitUpdate: false })
  }, [html, editor])

  return (
    <>
      <EditorContent editor={editor} />
      <Tools editor={editor} />
    </>
  )
}

/**
 * Focuses synchronously. The editor's own command waits for a frame, in which a key press could be lost, or the focus
 * moved elsewhere.
 */
function focusAt(editor: Editor, position: number) {
  editor.commands.setTextSelection(Math.min(position, editor.state.doc.content.size - 1))
  editor.view.focus()
}

const tools: { name: string; icon: IconName; label: MessageKey; run: (editor: Editor) => void }[] = [
  { name: 'bold', icon: 'bold', label: 'editor.bold', run: (editor) => editor.chain().focus().toggleBold().run() },
  {
    name: 'italic',
    icon: 'italic',
    label: 'editor.italic',
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    name: 'bulletList',
    icon: 'bullets',
    label: 'editor.bullets',
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'orderedList',
    icon: 'numbers',
    label: 'editor.numbers',
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
]

function Tools({ editor }: { editor: Editor }) {
  const t = useT()
  const active = useEditorState({ editor, selector: (state) => tools.map((tool) => state.editor.isActive(tool.name)) })
  return (
    <div className={classes.tools}>
      {tools.map((tool, index) => (
        <IconButton
          key={tool.name}
          icon={tool.icon}
          label={t(tool.label)}
          aria-pressed={active[index] ?? false}
          // Keep the focus in the text.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => tool.run(editor)}
        />
      ))}
    </div>
  )
}
