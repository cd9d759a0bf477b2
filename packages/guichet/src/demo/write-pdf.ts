/** What Windows-1252 has beyond Latin-1 and French needs. */
const BEYOND_LATIN: Record<string, number> = {
  '’': 0x92,
  '«': 0xab,
  '»': 0xbb,
  œ: 0x9c,
  '–': 0x96,
  '…': 0x85,
  '€': 0x80,
};

/** A PDF of one page: a title, and lines below it. Enough for documents that were invented. */
export function writePdf(title: string, lines: readonly string[]): Buffer {
  const text = [
    'BT /F1 18 Tf 72 770 Td',
    `${shown(title)} Tj`,
    '/F1 11 Tf 0 -34 Td 17 TL',
    ...lines.map((line) => `${shown(line)} Tj T*`),
    'ET',
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (fr-BE) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    `<< /Title ${shown(title)} >>`,
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  file += places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** A text as PDF writes it: in brackets, one byte a letter. */
function shown(text: string): string {
  const bytes = [...text]
    .map((letter) => String.fromCharCode(BEYOND_LATIN[letter] ?? letter.charCodeAt(0) & 0xff))
    .join('');
  return `(${bytes.replaceAll(/[\\()]/g, String.raw`\$&`)})`;
}
