import { RESOURCE_FILE_KINDS, RESOURCE_FILES, type ResourceFileKind } from '../resource-files.ts';

/** What may travel with a mailing: what may be a resource, and the images that mail programs show. */
export const MAILING_FILE_KINDS = [...RESOURCE_FILE_KINDS, 'gif', 'webp'] as const;
export type MailingFileKind = (typeof MAILING_FILE_KINDS)[number];

/** Those that may stand within the text. */
export const MAILING_IMAGE_KINDS = ['png', 'jpeg', 'gif', 'webp'] as const satisfies readonly MailingFileKind[];

const IMAGES: Record<
  Exclude<MailingFileKind, ResourceFileKind>,
  { label: string; type: string; extensions: readonly string[] }
> = {
  gif: { label: 'Image', type: 'image/gif', extensions: ['gif'] },
  webp: { label: 'Image', type: 'image/webp', extensions: ['webp'] },
};

export const MAILING_FILES: Record<MailingFileKind, { label: string; type: string; extensions: readonly string[] }> = {
  ...RESOURCE_FILES,
  ...IMAGES,
};

export function isMailingImage(kind: MailingFileKind): boolean {
  return (MAILING_IMAGE_KINDS as readonly MailingFileKind[]).includes(kind);
}
