import { RESOURCE_FILE_KINDS, RESOURCE_FILE_WORDS, RESOURCE_FILES } from '../resource-files.ts';

/** What may travel with a mailing: what may be a resource, and the images that mail programs show. */
export const MAILING_FILE_KINDS = [...RESOURCE_FILE_KINDS, 'gif', 'webp'] as const;
export type MailingFileKind = (typeof MAILING_FILE_KINDS)[number];

/** Those that may stand within the text. */
export const MAILING_IMAGE_KINDS = ['png', 'jpeg', 'gif', 'webp'] as const satisfies readonly MailingFileKind[];

type Kinds<K extends MailingFileKind> = Record<K, { label: string; type: string; extensions: readonly string[] }>;

/** How each is called by people, told to browsers and mail programs, and named. */
export const MAILING_FILES: Kinds<MailingFileKind> = {
  ...RESOURCE_FILES,
  gif: { label: 'Image', type: 'image/gif', extensions: ['gif'] },
  webp: { label: 'Image', type: 'image/webp', extensions: ['webp'] },
};

export const MAILING_IMAGES: Kinds<(typeof MAILING_IMAGE_KINDS)[number]> = {
  png: MAILING_FILES.png,
  jpeg: MAILING_FILES.jpeg,
  gif: MAILING_FILES.gif,
  webp: MAILING_FILES.webp,
};

/** For sentences. */
export const MAILING_IMAGE_WORDS = 'image PNG, JPEG, GIF ou WebP';
export const MAILING_FILE_WORDS = `${RESOURCE_FILE_WORDS}, image GIF ou WebP`;

/** For the chooser of a browser: ".pdf,.docx,...". */
export const MAILING_IMAGE_ACCEPT = acceptOf(MAILING_IMAGES);
export const MAILING_FILE_ACCEPT = acceptOf(MAILING_FILES);

function acceptOf(kinds: Readonly<Record<string, { extensions: readonly string[] }>>): string {
  return Object.values(kinds)
    .flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`))
    .join(',');
}
