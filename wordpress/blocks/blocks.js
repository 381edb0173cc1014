/* The two blocks in the editor: placeholders. Pages are drawn by the server, and the elements live there only. */
;(({ blocks, blockEditor, components, element, i18n }) => {
  const { createElement: h, Fragment, useEffect, useState } = element
  const { __ } = i18n
  const { ready, settings, forms } = window.guichetBlocks ?? { ready: true, settings: null, forms: null }

  let listed = null
  /** The forms of Guichet, asked for once; null when it does not say. */
  const listForms = () => {
    listed ??= forms
      ? fetch(forms, { method: 'POST', credentials: 'same-origin' })
          .then((answer) => answer.json())
          .then(({ items }) => items)
          .catch(() => null)
      : Promise.resolve(null)
    return listed
  }

  const placeholder = (icon, label, instructions, ...children) =>
    h(components.Placeholder, { icon, label, instructions }, notReady(), ...children)

  /** Notice while Guichet's address is not set, with the way there for those who may set it. */
  const notReady = () => {
    if (ready) return null
    const text = __('Guichet is not set up yet: Settings → Guichet.', 'guichet')
    return h('p', { style: { width: '100%' } }, settings ? h('a', { href: settings, target: '_blank' }, text) : text)
  }

  /** The identifier in what was pasted: by itself, or in the snippet that Guichet offers. */
  const identifierIn = (text) => /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0] ?? text.trim()

  const FormField = ({ attributes, setAttributes }) => {
    const [items, setItems] = useState(null)
    useEffect(() => {
      let left = false
      listForms().then((found) => left || setItems(found))
      return () => {
        left = true
      }
    }, [])
    // A form that is not in the list any more is still the one that was chosen.
    const isListed = items?.some(({ id }) => id === attributes.form) || attributes.form === ''
    if (items?.length && isListed)
      return h(components.SelectControl, {
        label: __('Form', 'guichet'),
        value: attributes.form,
        options: [
          { value: '', label: __('Choose a form', 'guichet') },
          ...items.map(({ id, name }) => ({ value: id, label: name })),
        ],
        onChange: (form) => setAttributes({ form }),
        __nextHasNoMarginBottom: true,
        __next40pxDefaultSize: true,
      })
    return h(components.TextControl, {
      label: __('Form identifier', 'guichet'),
      help: __('Copy it, or the whole snippet, from Guichet: Settings → Forms.', 'guichet'),
      value: attributes.form,
      onChange: (text) => setAttributes({ form: identifierIn(text) }),
      autoComplete: 'off',
      spellCheck: false,
      __nextHasNoMarginBottom: true,
      __next40pxDefaultSize: true,
    })
  }

  const FormBlock = (props) =>
    h(
      Fragment,
      null,
      h(
        blockEditor.InspectorControls,
        null,
        h(components.PanelBody, { title: __('Form', 'guichet') }, h(FormField, props)),
      ),
      h(
        'div',
        blockEditor.useBlockProps(),
        placeholder(
          'feedback',
          __('Guichet form', 'guichet'),
          props.attributes.form
            ? __('The form appears on the page.', 'guichet')
            : __('Which form should appear here?', 'guichet'),
          h('div', { style: { width: '100%', maxWidth: '32rem' } }, h(FormField, props)),
        ),
      ),
    )

  const PortalBlock = () =>
    h(
      'div',
      blockEditor.useBlockProps(),
      placeholder(
        'list-view',
        __('Guichet requests', 'guichet'),
        __(
          'Visitors see their own requests: users who are signed in here are recognised, others receive a link by email.',
          'guichet',
        ),
      ),
    )

  blocks.registerBlockType('guichet/form', { edit: FormBlock, save: () => null })
  blocks.registerBlockType('guichet/portal', { edit: PortalBlock, save: () => null })
})(window.wp)
