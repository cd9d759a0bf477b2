import type { MailingBody } from '../../contracts/mailing-body.ts';
import type { MailingFileKind } from '../../domain/mailings/mailing-files.ts';
import type { MailingKind } from '../../domain/mailings/mailing-kinds.ts';
import type { NamedReason } from '../../domain/mailings/say-reason.ts';
import type { Sender } from '../letter.ts';

/** A file of a mailing with its bytes. */
export type MailingFile = {
  id: string;
  name: string;
  kind: MailingFileKind;
  /** A file of its own; otherwise an image within the text. */
  attached: boolean;
  content: Buffer;
};

/** What a mailing says, the same for everybody. */
export type MailingContent = {
  kind: MailingKind;
  subject: string;
  body: MailingBody;
  /** As staff edited it; null: made from the body. */
  textPart: string | null;
  files: readonly MailingFile[];
};

/** What is different for each recipient. */
export type MailingFacts = {
  /** Both null: the address is not proven to be the person's own, and no name is written to it. */
  firstName: string | null;
  lastName: string | null;
  reasons: readonly NamedReason[];
  sender: Sender;
  /** Null: this kind may not be left. */
  unsubscribeUrl: string | null;
  /** Where it may be read again; null: nowhere, as for a test. */
  archiveUrl: string | null;
};
