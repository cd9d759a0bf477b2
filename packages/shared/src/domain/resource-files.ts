/** What may be uploaded as a resource: nothing that runs, nothing that hides what it holds. */
export const RESOURCE_FILE_KINDS = [
  'pdf',
  'docx',
  'xlsx',
  'pptx',
  'odt',
  'ods',
  'odp',
  'png',
  'jpeg',
  'txt',
  'csv',
] as const;
export type ResourceFileKind = (typeof RESOURCE_FILE_KINDS)[number];

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';

/** How each is called by people, told to browsers, and named: its own extension, and others that mean the same. */
export const RESOURCE_FILES: Record<ResourceFileKind, { label: string; type: string; extensions: readonly string[] }> =
  {
    pdf: { label: 'PDF', type: 'application/pdf', extensions: ['pdf'] },
    docx: { label: 'Word', type: `${OFFICE}.wordprocessingml.document`, extensions: ['docx'] },
    xlsx: { label: 'Excel', type: `${OFFICE}.spreadsheetml.sheet`, extensions: ['xlsx'] },
    pptx: { label: 'PowerPoint', type: `${OFFICE}.presentationml.presentation`, extensions: ['pptx'] },
    odt: { label: 'OpenDocument', type: `${OPEN}.text`, extensions: ['odt'] },
    ods: { label: 'OpenDocument', type: `${OPEN}.spreadsheet`, extensions: ['ods'] },
    odp: { label: 'OpenDocument', type: `${OPEN}.presentation`, extensions: ['odp'] },
    png: { label: 'Image', type: 'image/png', extensions: ['png'] },
    jpeg: { label: 'Image', type: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
    txt: { label: 'Texte', type: 'text/plain', extensions: ['txt'] },
    csv: { label: 'CSV', type: 'text/csv', extensions: ['csv'] },
  };

/** For the chooser of a browser: ".pdf,.docx,...". */
export const RESOURCE_FILE_ACCEPT = RESOURCE_FILE_KINDS.flatMap((kind) => RESOURCE_FILES[kind].extensions)
  .map((extension) => `.${extension}`)
  .join(',');

/** For sentences. */
export const RESOURCE_FILE_WORDS =
  'PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument, image PNG ou JPEG, texte ou CSV';

/** The kind of `files` that the name of a file claims; null for none of them. */
export function kindOfName<K extends string>(
  name: string,
  files: Readonly<Record<K, { extensions: readonly string[] }>>,
): K | null {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  const kinds = Object.keys(files) as K[];
  return kinds.find((kind) => files[kind].extensions.some((one) => one === extension)) ?? null;
}

/** "PDF, 34 ko": what one wants to know before a download. A kilobyte is a thousand bytes. */
export function sayFile({ kind, bytes }: { kind: ResourceFileKind; bytes: number }): string {
  return `${RESOURCE_FILES[kind].label}, ${sayBytes(bytes)}`;
}

/** "812 octets", "34 ko", "1,2 Mo". */
export function sayBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} ${bytes < 2 ? 'octet' : 'octets'}`;
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)}\u00a0ko`;
  return `${(bytes / 1_000_000).toFixed(1).replace('.', ',').replace(',0', '')}\u00a0Mo`;
}
