import { SaxesParser } from 'saxes';
import type { Archive } from './open-archive.ts';
import { refuseFile } from './refuse-file.ts';

export type XmlReader = {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  /** 'enough' ends the reading. */
  close?(name: string): 'enough' | undefined;
};

/**
 * Reads one part of a workbook as it is inflated, element by element; names come without their prefix. Entities of the
 * document's own making are never expanded.
 * @throws InvalidInputError when it is no XML
 */
export async function readXml(archive: Archive, part: string, reader: XmlReader): Promise<'read' | 'missing'> {
  const decoder = new TextDecoder('utf-8');
  const parser = new SaxesParser({ xmlns: false });
  let done = false;
  parser.on('doctype', () => refuseBrokenXml());
  parser.on('error', () => {
    if (!done) refuseBrokenXml();
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (!done) reader.open?.(bare(name), attributes as Record<string, string>);
  });
  parser.on('text', (text) => {
    if (!done) reader.text?.(text);
  });
  parser.on('cdata', (text) => {
    if (!done) reader.text?.(text);
  });
  parser.on('closetag', ({ name }) => {
    if (!done && reader.close?.(bare(name)) === 'enough') done = true;
  });
  const found = await archive.read(part, (chunk) => {
    parser.write(decoder.decode(chunk, { stream: true }));
    return done ? 'enough' : 'more';
  });
  if (found === 'read' && !done) parser.close();
  return found;
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function refuseBrokenXml(): never {
  refuseFile(
    'broken-workbook',
    'L’intérieur de ce classeur est abîmé. Ouvrez-le dans Excel, enregistrez-le à nouveau en .xlsx, puis recommencez.',
  );
}
