import type { Picture } from './pictures.ts'

/** Returns a quote that the office sends: a PDF of one page. */
export function writeQuote(): Picture {
  const lines = [
    line('F2', 22, 60, 770, 'Thermo-Loire'),
    line('F1', 10, 60, 752, '14 rue de la Chalouère, 49100 Angers'),
    line('F2', 16, 60, 690, 'Devis nº 2026-118'),
    line('F1', 11, 60, 668, 'Remplacement de l’électrode d’allumage et réglage de la combustion'),
    ...[
      'Électrode d’allumage',
      'Joint de porte foyer',
      'Main-d’œuvre, technicien chauffage',
      'Déplacement, zone 1',
    ].flatMap((label, n) => [
      line('F1', 11, 60, 610 - n * 26, label),
      line('F1', 11, 430, 610 - n * 26, ['64,00 €', '18,50 €', '2 h × 58,00 €', '35,00 €'][n] ?? ''),
    ]),
    '0.2 0.28 0.6 rg 60 488 475 2 re f 0 0 0 rg',
    line('F2', 12, 330, 464, 'Total HT'),
    line('F2', 12, 430, 464, '233,50 €'),
    line('F1', 9, 60, 90, 'Devis valable 30 jours. TVA 10 %, logement achevé depuis plus de deux ans.'),
  ]
  const drawing = lines.join('\n')
  const font = (name: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  const file = `%PDF-1.4\n${body}trailer\n<< /Root 1 0 R /Size ${objects.length + 1} >>\n%%EOF\n`
  return { name: 'Devis 2026-118.pdf', type: 'application/pdf', bytes: Buffer.from(file, 'latin1') }
}

/** Codes of the characters of WinAnsi that Latin 1 lacks. */
const winAnsi: Record<string, string> = { '’': '\x92', œ: '\x9c', '€': '\x80' }

function line(font: string, size: number, x: number, y: number, words: string): string {
  const said = words.replace(/[’œ€]/g, (sign) => winAnsi[sign] ?? '').replace(/[()\\]/g, '\\$&')
  return `BT /${font} ${size} Tf ${x} ${y} Td (${said}) Tj ET`
}
