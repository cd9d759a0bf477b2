import type { FileTable } from './file-table.ts';
import { refuseEncrypted } from './open-archive.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { refuseFile } from './refuse-file.ts';

/**
 * Reads a list of members, by what its bytes are and not by its name: a workbook of Excel (.xlsx) or a CSV file.
 * `sheet`: which sheet of a workbook, where several hold something; '' otherwise.
 * @throws InvalidInputError with a French sentence that says what the file is and what to do
 */
export async function readFile(bytes: Buffer, sheet = ''): Promise<FileTable> {
  if (bytes.length === 0) refuseFile('empty', 'Ce fichier est vide.');
  const start = bytes.subarray(0, 512).toString('latin1');
  if (start.startsWith('PK\u0003\u0004')) return await readXlsx(bytes, sheet);
  if (start.startsWith('PK'))
    refuseFile('broken-archive', 'Ce classeur est abîmé ou vide. Enregistrez-le à nouveau en .xlsx, puis recommencez.');
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) refuseCompound(bytes);
  if (start.startsWith('%PDF')) refuseFile('pdf', 'Ceci est un PDF. Demandez la liste en Excel (.xlsx) ou en CSV.');
  if (start.startsWith('{\\rtf'))
    refuseFile(
      'word',
      'Ceci est un document de texte (RTF). Copiez le tableau dans Excel, et enregistrez-le en .xlsx.',
    );
  if (/^\s*(?:\ufeff|ï»¿)?\s*<(?:!doctype|html|table|\?xml|meta)/i.test(start))
    refuseFile(
      'html',
      'Ceci est une page web ou du XML, même si son nom finit par .xls. Ouvrez-la dans Excel, et enregistrez-la en .xlsx.',
    );
  if (/^\s*[[{]/.test(start))
    refuseFile('json', 'Ceci est un fichier JSON. Il faut une liste en Excel (.xlsx) ou en CSV.');
  return await readCsv(bytes);
}

/** The container of Office before 2007, and of workbooks with a password. */
function refuseCompound(bytes: Buffer): never {
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) refuseEncrypted();
  refuseFile(
    'xls',
    'Ceci est un ancien classeur (.xls). Dans Excel, choisissez Fichier, Enregistrer sous, « Classeur Excel (.xlsx) », puis recommencez.',
  );
}
