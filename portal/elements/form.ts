import '../form/element.tsx'
