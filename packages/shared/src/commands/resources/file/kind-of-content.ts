import type { MailingFileKind } from '../../../domain/mailings/mailing-files.ts';
import { GuichetError } from '../../../errors/errors.ts';
import { type Archive, openArchive } from '../../member-import/file/open-archive.ts';

export type ContentKind =
  | Exclude<MailingFileKind, 'txt' | 'csv'>
  | 'text'
  | { problem: 'unknown' | 'broken' | 'encrypted' | 'old' | 'macros' };

/** What the bytes are, whatever the file is called. */
export async function kindOfContent(bytes: Buffer): Promise<ContentKind> {
  const begins = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte);
  const tail = bytes.subarray(-1024).toString('latin1');
  if (begins(0x25, 0x50, 0x44, 0x46, 0x2d)) return tail.includes('%%EOF') ? 'pdf' : { problem: 'broken' };
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))
    return tail.includes('IEND') ? 'png' : { problem: 'broken' };
  if (begins(0xff, 0xd8, 0xff)) return tail.includes('\xff\xd9') ? 'jpeg' : { problem: 'broken' };
  if (begins(0x47, 0x49, 0x46, 0x38)) return bytes.at(-1) === 0x3b ? 'gif' : { problem: 'broken' };
  if (begins(0x52, 0x49, 0x46, 0x46) && bytes.toString('latin1', 8, 12) === 'WEBP') {
    return bytes.length >= bytes.readUInt32LE(4) + 8 ? 'webp' : { problem: 'broken' };
  }
  if (begins(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return { problem: 'old' };
  if (begins(0x50, 0x4b, 0x03, 0x04)) return kindOfArchive(bytes);
  return isText(bytes) ? 'text' : { problem: 'unknown' };
}

async function kindOfArchive(bytes: Buffer): Promise<ContentKind> {
  let archive: Archive;
  try {
    archive = await openArchive(bytes);
  } catch (error) {
    if (!(error instanceof GuichetError)) throw error;
    return { problem: error.details?.refusal === 'encrypted' ? 'encrypted' : 'broken' };
  }
  try {
    return await kindOfDocument(archive);
  } finally {
    archive.close();
  }
}

const OPEN_DOCUMENTS: Record<string, ContentKind> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
};

/** Documents of offices are archives, told apart by what lies in them. Any other archive hides what it holds. */
async function kindOfDocument({ names, read }: Archive): Promise<ContentKind> {
  const has = (name: string) => names.includes(name);
  if (names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name) || /^(Basic|Scripts)\//.test(name))) {
    return { problem: 'macros' };
  }
  if (has('[Content_Types].xml')) {
    if (has('word/document.xml')) return 'docx';
    if (has('xl/workbook.xml')) return 'xlsx';
    return has('ppt/presentation.xml') ? 'pptx' : { problem: 'unknown' };
  }
  if (!has('mimetype')) return { problem: 'unknown' };
  let mimetype = '';
  try {
    await read('mimetype', (chunk) => {
      mimetype += chunk.toString('latin1');
      return mimetype.length > 200 ? 'enough' : 'more';
    });
  } catch (error) {
    if (!(error instanceof GuichetError)) throw error;
    return { problem: 'broken' };
  }
  return OPEN_DOCUMENTS[mimetype.trim()] ?? { problem: 'unknown' };
}

/** UTF-8 or Windows-1252 without control characters; a page of the web is no text for people. */
function isText(bytes: Buffer): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what no text holds.
  if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/.test(bytes.toString('latin1'))) return false;
  return !/^\s*(<!doctype|<html|<svg|<\?xml|<script|#!)/i.test(
    bytes
      .subarray(0, 1024)
      .toString('utf8')
      .replace(/^\ufeff/, ''),
  );
}
