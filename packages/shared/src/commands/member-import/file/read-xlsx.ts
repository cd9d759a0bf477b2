import type { FileTable } from './file-table.ts';
import { openArchive } from './open-archive.ts';
import { readSheet, type Sheet } from './read-sheet.ts';
import { readWorkbook, type Workbook } from './read-workbook.ts';
import { refuseFile } from './refuse-file.ts';

type Named = { name: string; sheet: Sheet };

/**
 * Reads the one sheet of a workbook that holds something, or the one that is named.
 * @throws InvalidInputError with a French sentence for everything that is no plain .xlsx
 */
export async function readXlsx(bytes: Buffer, sheetName: string): Promise<FileTable> {
  const archive = await openArchive(bytes);
  try {
    refuseOtherKinds(archive.names);
    const workbook = await readWorkbook(archive);
    const filled: Named[] = [];
    for (const { name, part } of workbook.sheets) {
      const sheet = await readSheet(archive, part, workbook);
      if (sheet.lines.length > 0) filled.push({ name, sheet });
    }
    return asTable(choose(filled, sheetName), workbook);
  } finally {
    archive.close();
  }
}

function choose(filled: readonly Named[], wanted: string): Named {
  const [only] = filled;
  if (!only) refuseFile('empty', 'Ce classeur est vide, ou ses feuilles sont masquées.');
  const names = filled.map(({ name }) => `« ${name} »`).join(', ');
  if (wanted !== '') {
    const found = filled.find(({ name }) => name.trim().toLowerCase() === wanted.trim().toLowerCase());
    return (
      found ??
      refuseFile(
        'no-such-sheet',
        `Ce classeur n’a pas de feuille « ${wanted} » qui contienne quelque chose. Il y a : ${names}.`,
      )
    );
  }
  if (filled.length > 1)
    refuseFile(
      'several-sheets',
      `Plusieurs feuilles de ce classeur contiennent quelque chose : ${names}. Indiquez laquelle importer, dans le champ « Feuille ».`,
    );
  return only;
}

function asTable({ name, sheet }: Named, { from1904 }: Workbook): FileTable {
  const hidden = sheet.hiddenLines;
  const told = [
    `Excel, feuille « ${name} »`,
    ...(from1904 ? ['calendrier 1904'] : []),
    ...(hidden > 0 ? [`${hidden} ${hidden === 1 ? 'ligne masquée, lue' : 'lignes masquées, lues'} aussi`] : []),
  ];
  return { format: 'xlsx', described: told.join(', '), lines: sheet.lines, merges: sheet.merges };
}

const AS_XLSX = 'Dans Excel, choisissez Fichier, Enregistrer sous, « Classeur Excel (.xlsx) », puis recommencez.';

function refuseOtherKinds(names: readonly string[]): void {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (has(/vbaProject\.bin$/i))
    refuseFile('macros', `Ce classeur contient des macros : il n’a pas été ouvert. ${AS_XLSX}`);
  if (has(/^xl\/workbook\.bin$/i)) refuseFile('xlsb', `Ce classeur est un .xlsb, qui n’est pas lu ici. ${AS_XLSX}`);
  if (has(/^word\//))
    refuseFile('word', 'Ceci est un document Word. Copiez le tableau dans Excel, et enregistrez-le en .xlsx.');
  if (has(/^content\.xml$/))
    refuseFile(
      'ods',
      'Ceci est un document LibreOffice (.ods). Choisissez Fichier, Enregistrer sous, « Excel 2007-365 (.xlsx) », puis recommencez.',
    );
  if (has(/\.iwa$|^Index\.zip$/i))
    refuseFile('numbers', 'Ceci est un document Numbers. Choisissez Fichier, Exporter vers, Excel, puis recommencez.');
  if (!has(/^xl\/workbook\.xml$/))
    refuseFile('not-a-workbook', `Ce fichier est une archive, pas un classeur Excel. ${AS_XLSX}`);
}
