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
  /** Where the caret was in the plain text; null when the text had not the focus. */
  caret: number | null
  onReady: (focus: () => void) => void
}

const textExtensions = StarterKit.configure({
  heading: { levels: [3] },
  horizontalRule: false,
  link: { openOnClick: false },
})

/** Rich text, and no more of it than the server keeps. Loaded after the page; see text-input.tsx. */
export function RichEditor({ html, onHtml, placeholder, label, caret, onReady }: EditorProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the editor begins with
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

  // Before another key can come: one in between would be lost, or taken for a shortcut.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it takes over from the plain text
  useLayoutEffect(() => {
    onReady(() => focusAt(editor, editor.state.doc.content.size))
    // A paragraph's opening counts for one, a blank line for the two between paragraphs: offsets shift by one.
    if (caret !== null) focusAt(editor, caret + 1)
  }, [editor])

  // Emptied from outside once it is sent, which is not somebody typing.
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

/** At once: the editor's own command waits for a frame, in which a key would be lost, or the person gone elsewhere. */
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
          // The text keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => tool.run(editor)}
        />
      ))}
    </div>
  )
}
