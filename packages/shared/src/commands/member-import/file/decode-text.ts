import { decodeBytes, type OldEncoding } from './decode-bytes.ts';
import { refuseFile } from './refuse-file.ts';

export type DecodedText = { text: string; encoding: 'UTF-8' | 'UTF-16' | OldEncoding };

/**
 * The text of a CSV file: UTF-8 with or without byte-order mark, UTF-16, or else Windows-1252, as Excel writes it in
 * Belgium, unless it reads better as one of the other kinds of CSV that Excel offers.
 * @throws InvalidInputError for what is no text, or text whose accents are lost
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const decoded = decode(bytes);
  const text = decoded.text.replace(/^\ufeff+/, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what no text holds.
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text))
    refuseFile(
      'not-text',
      'Ce fichier n’est ni un classeur Excel (.xlsx) ni un fichier CSV. Enregistrez-le sous l’un de ces formats.',
    );
  if (text.includes('\ufffd'))
    refuseFile(
      'lost-accents',
      'Des lettres accentuées sont perdues dans ce fichier (�). Exportez-le à nouveau, en « CSV UTF-8 » ou en .xlsx.',
    );
  if ((text.match(MOJIBAKE) ?? []).length > 0)
    refuseFile(
      'double-encoded',
      'Les accents de ce fichier sont abîmés (« Ã© » au lieu de « é »). Exportez-le à nouveau, en « CSV UTF-8 » ou en .xlsx.',
    );
  return { ...decoded, text };
}

/** UTF-8 read as Windows-1252 and saved so: no French name has these two letters in a row. */
const MOJIBAKE = /Ã[©¨ª«§¢´®¯¹»¼]|Â[°«»]/g;

function decode(bytes: Uint8Array): DecodedText {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return { text: strictly('utf-16le', bytes), encoding: 'UTF-16' };
  if (a === 0xfe && b === 0xff) return { text: strictly('utf-16be', bytes), encoding: 'UTF-16' };
  // UTF-16 without a mark: every other byte of western text is zero.
  if (a !== 0 && b === 0 && bytes[3] === 0) return { text: strictly('utf-16le', bytes), encoding: 'UTF-16' };
  if (a === 0 && b !== 0 && bytes[2] === 0) return { text: strictly('utf-16be', bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return decodeBytes(bytes);
  }
}

function strictly(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return refuseFile(
      'broken-utf16',
      'Ce fichier est abîmé ou coupé (UTF-16). Exportez-le à nouveau, en « CSV UTF-8 » ou en .xlsx.',
    );
  }
}
