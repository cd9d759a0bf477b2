import type { Hash } from 'node:crypto';
import { refuse } from './refusal.ts';

const LINE_FEED = 0x0a;
/** No line of the register is a hundredth of this: what has no line break in so many bytes is no text file. */
const LONGEST_BLOCK = 4 * 1024 * 1024;

/**
 * The text of a register file, in blocks of whole lines and without byte-order marks (the register is published with
 * two). Every byte enters `hash`.
 * @throws RegisterRefusedError for what is not UTF-8 text, with the line and how to convert it
 */
export async function* decodeRegister(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: Uint8Array = new Uint8Array();
  let line = 1;
  let first = true;

  const decode = (block: Uint8Array): string => {
    let text: string;
    try {
      text = decoder.decode(block);
    } catch {
      return refuseEncoding(block, line);
    }
    const nul = text.indexOf('\0');
    if (nul >= 0) refuse('The line holds a NUL byte: the file is damaged.', line + countLines(text.slice(0, nul)));
    line += countLines(text);
    if (!first) return text;
    first = false;
    return text.replace(/^\ufeff+/, '');
  };

  for await (const chunk of bytes) {
    hash.update(chunk);
    const block = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (first) refuseOtherFormats(block);
    // Cut after a line break: a character of several bytes never spans two blocks.
    const end = block.lastIndexOf(LINE_FEED) + 1;
    rest = block.subarray(end);
    if (rest.length > LONGEST_BLOCK) refuse('The file has no line breaks: it is no CSV file.');
    if (end > 0) yield decode(block.subarray(0, end));
  }
  if (rest.length > 0) yield decode(rest);
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}

function refuseOtherFormats(start: Uint8Array): void {
  const [a, b] = start;
  if (a === 0x50 && b === 0x4b) {
    refuse('The file is a spreadsheet (XLSX) or another archive: save it as "CSV UTF-8", then import that file.');
  }
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    refuse('The file is in UTF-16. Convert it first: iconv -f UTF-16 -t UTF-8 file.csv > file-utf8.csv');
  }
}

function refuseEncoding(block: Uint8Array, firstLine: number): never {
  const { line, byte } = findBadByte(block, firstLine);
  const code = `0x${byte.toString(16).toUpperCase()}`;
  refuse(
    `The line is not UTF-8 (byte ${code}): the file seems to be in Latin-1. ` +
      'Convert it first: iconv -f WINDOWS-1252 -t UTF-8 file.csv > file-utf8.csv',
    line,
  );
}

/** The first line that is not UTF-8, and the byte in it that begins no character. */
function findBadByte(block: Uint8Array, firstLine: number): { line: number; byte: number } {
  for (let from = 0, line = firstLine; from < block.length; line += 1) {
    const next = block.indexOf(LINE_FEED, from);
    const end = next < 0 ? block.length : next;
    const bytes = block.subarray(from, end);
    if (!isUtf8(bytes)) {
      const end = bytes.findIndex((_, index) => !isUtf8(bytes.subarray(0, index + 1), true)) + 1;
      // What shows the mistake is often the plain letter that comes after it.
      const byte = bytes.subarray(0, end || bytes.length).findLast((value) => value > 0x7f);
      return { line, byte: byte ?? 0 };
    }
    from = end + 1;
  }
  return { line: firstLine, byte: 0 };
}

/** `unfinished`: a character cut at the end is no mistake. */
function isUtf8(bytes: Uint8Array, unfinished = false): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: unfinished });
    return true;
  } catch {
    return false;
  }
}
