import type { OutgoingMail } from '../mailer.ts';
import type { WrittenMailing } from './write-mailing.tsx';

/** The images and the files of a mailing as they leave. */
export function mailFiles({ images, attachments }: WrittenMailing): NonNullable<OutgoingMail['files']> {
  return [...images, ...attachments].map(({ fileName, contentType, content, cid }) => ({
    ...{ name: fileName, type: contentType, content },
    ...(cid === undefined ? {} : { cid }),
  }));
}
