import '../preview-element.tsx'
