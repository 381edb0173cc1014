import '../element.tsx'
