import atRoot from '../../ui/tokens.css?inline'

/** The colours and measures, on an element as on the desk's root: its `data-theme` chooses the light or the dark ones. */
export const tokens = atRoot.replaceAll(/:root(\[[^\]]+\])?/g, (_, theme = '') => (theme ? `:host(${theme})` : ':host'))
