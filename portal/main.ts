import './element.tsx'
