import { showsDay } from './excel-dates.ts';
import type { Archive } from './open-archive.ts';
import { readXml } from './read-xml.ts';
import { refuseFile } from './refuse-file.ts';

export type Workbook = {
  /** Visible sheets in their order, by the part that holds them. */
  sheets: { name: string; part: string }[];
  from1904: boolean;
  strings: string[];
  /** Whether the nth cell style shows a day. */
  dayStyles: boolean[];
};

/** So much text may the strings of a workbook hold, which several cells share. */
const MOST_TEXT = 60 * 1024 * 1024;

/**
 * What a workbook says of itself: sheets, calendar, shared strings, styles.
 * @throws InvalidInputError when it is no workbook of Excel
 */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const parts = await relatedParts(archive);
  const listed: { name: string; part: string }[] = [];
  let from1904 = false;
  const found = await readXml(archive, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
      const part = parts.get(
        attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '',
      );
      if (part) listed.push({ name: attributes.name ?? '', part });
    },
  });
  if (found === 'missing')
    refuseFile(
      'not-a-workbook',
      'Ce fichier n’est pas un classeur Excel (.xlsx). Enregistrez la liste en .xlsx ou en CSV.',
    );
  return { sheets: listed, from1904, strings: await readStrings(archive), dayStyles: await readStyles(archive) };
}

async function relatedParts(archive: Archive): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  await readXml(archive, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id: id = '', Target: target = '', Type: type = '' }) {
      if (name === 'Relationship' && type.endsWith('/worksheet')) {
        parts.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
      }
    },
  });
  return parts;
}

async function readStrings(archive: Archive): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let total = 0;
  let inText = false;
  // What is read aloud of Japanese signs stands beside the text, and is none of it.
  let aloud = false;
  await readXml(archive, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') aloud = true;
      inText = name === 't' && !aloud;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') aloud = false;
      if (name !== 'si') return undefined;
      total += text.length;
      if (total > MOST_TEXT)
        refuseFile(
          'too-much-text',
          'Ce classeur contient trop de texte pour une liste de membres. Copiez la liste dans un nouveau classeur.',
        );
      strings.push(text);
      return undefined;
    },
  });
  return strings;
}

async function readStyles(archive: Archive): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  await readXml(archive, 'xl/styles.xml', {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) {
        const id = Number(attributes.numFmtId ?? 0);
        styles.push(showsDay(id, codes.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
      return undefined;
    },
  });
  return styles;
}
