import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { refuseFile } from './refuse-file.ts';

/** Everything of a workbook, inflated. A list of 50,000 members takes about 60 MB of it. */
const MOST_BYTES = 200 * 1024 * 1024;
const MOST_ENTRIES = 2_000;
/** Sheets of real lists shrink 5 to 40 times; what shrinks a thousand times is made to do harm. */
const MOST_RATIO = 250;
const RATIO_FROM_BYTES = 4 * 1024 * 1024;

export type Archive = {
  names: string[];
  /** The bytes of an entry as they are inflated, never more than the directory says; null when there is none. */
  read(name: string, onChunk: (chunk: Buffer) => 'more' | 'enough'): Promise<'read' | 'missing'>;
  close(): void;
};

/**
 * Opens a ZIP archive after a look at its directory alone: nothing is inflated before its sizes are known to be those of
 * a list. An entry that is larger than it says breaks off.
 * @throws InvalidInputError for broken, encrypted and oversized archives
 */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  const zip = await open(bytes);
  const entries = await listEntries(zip);
  if ([...entries.values()].some((entry) => entry.isEncrypted())) refuseEncrypted();
  const inflated = [...entries.values()].reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const bomb = [...entries.values()].some(
    ({ uncompressedSize, compressedSize }) =>
      uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > MOST_RATIO * Math.max(compressedSize, 1),
  );
  if (inflated > MOST_BYTES || bomb) refuseBomb();
  return {
    names: [...entries.keys()],
    read: async (name, onChunk) => {
      const entry = entries.get(name);
      if (!entry) return 'missing';
      await inflate(zip, entry, onChunk);
      return 'read';
    },
    close: () => zip.close(),
  };
}

export function refuseEncrypted(): never {
  refuseFile(
    'encrypted',
    'Ce classeur est protégé par un mot de passe : il ne peut pas être lu. Enregistrez-le sans mot de passe.',
  );
}

function refuseBomb(): never {
  refuseFile(
    'zip-bomb',
    'Ce classeur deviendrait démesurément grand une fois ouvert : il n’a pas été ouvert. Copiez la liste dans un nouveau classeur.',
  );
}

function refuseBroken(): never {
  refuseFile(
    'broken-archive',
    'Ce classeur est abîmé ou incomplet. Ouvrez-le dans Excel, enregistrez-le à nouveau en .xlsx, puis recommencez.',
  );
}

async function open(bytes: Buffer): Promise<ZipFile> {
  return await new Promise((resolve) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => resolve(error ? null : zip));
  }).then((zip) => (zip as ZipFile | null) ?? refuseBroken());
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) refuseBomb();
  const found = new Map<string, Entry>();
  const whole = await new Promise<boolean>((resolve) => {
    zip.on('error', () => resolve(false));
    zip.on('end', () => resolve(true));
    zip.on('entry', (entry: Entry) => {
      found.set(entry.fileName.replace(/^\//, ''), entry);
      if (found.size > MOST_ENTRIES) resolve(false);
      else zip.readEntry();
    });
    zip.readEntry();
  });
  return whole ? found : refuseBroken();
}

async function inflate(zip: ZipFile, entry: Entry, onChunk: (chunk: Buffer) => 'more' | 'enough'): Promise<void> {
  const stream = await new Promise<NodeJS.ReadableStream & { destroy(): void }>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened as never)));
  }).catch(() => refuseBroken());
  await new Promise<void>((resolve, reject) => {
    let thrown: unknown;
    stream.on('data', (chunk: Buffer) => {
      if (thrown !== undefined) return;
      try {
        if (onChunk(chunk) === 'more') return;
        stream.destroy();
        resolve();
      } catch (error) {
        thrown = error;
        stream.destroy();
        reject(error);
      }
    });
    stream.on('end', () => resolve());
    // A size that was a lie, or bytes that are no deflated ones.
    stream.on('error', (error: Error) =>
      reject(/too many bytes/.test(error.message) ? asRefusal(refuseBomb) : asRefusal(refuseBroken)),
    );
  });
}

function asRefusal(refuse: () => never): unknown {
  try {
    return refuse();
  } catch (error) {
    return error;
  }
}
