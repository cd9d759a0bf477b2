import type { CameBy } from '../domain/came-by.ts';
import type { CivilDate } from '../domain/dates.ts';
import type { NoticeKind } from '../domain/notices.ts';
import type { MailingStage } from '../domain/mailings/mailing-stages.ts';
import type { Sender } from './letter.ts';

/** Everything that a template may say; read when the mail leaves, never stored with it. */
export type MailFacts = {
  sender: Sender;
  /** As people read it. */
  reference: string | null;
  /** The submitter's address is confirmed: names and reasons may be said. */
  confirmed: boolean;
  /** One sentence that says the request; null while it may not be said, or when it was erased. */
  sentence: string | null;
  reason: string | null;
  poName: string | null;
  mandateFrom: CivilDate | null;
  /** What the mandate makes of its holder, in words. */
  roles: string[];
  /** After that day the account closes. */
  lastDay: CivilDate | null;
  /**
   * Of a mandate that was ended: the last day, null when it goes on after all; whether another one lasts longer; whether
   * the address is one that its owner signs in with.
   */
  ending: { lastDay: CivilDate | null; goesOn: boolean; proven: boolean } | null;
  /** When the link stops working. */
  expiresAt: Date | null;
  /** The one link of the mail; null when the mail has none. */
  link: string | null;
  /** When what the mail tells happened. */
  at: Date;
  stage: string | null;
  /** What the secretariat asks; `label` names the answer, null for the request as a whole. Empty while it may not be said. */
  questions: { label: string | null; message: string }[];
  /** In words: when a request that is not answered is closed. */
  lapsesOn: string | null;
  /** What became of each request of the envoi; `what` is its sentence, or its kind while no more may be said. */
  outcomes: {
    what: string;
    outcome: string;
    reason: string | null;
    /** Answers that the secretariat corrected, in its author's own words; empty while it may not be said. */
    corrected: string[];
  }[];
  /** The answers of an envoi; only ever to a confirmed address. */
  answers: { label: string; value: string }[];
  /** How the envoi reached the secretariat, which entered it; null when its author sent it by the form. */
  cameBy: CameBy | null;
  /** A message of the secretariat. */
  words: string | null;
  /** Of a mail to staff about a mailing: what happened, its subject as written, and what a colleague says of it. */
  mailing: { stage: MailingStage; subject: string; remark: string | null } | null;
  /** What a mail to staff tells; `what` is the kind of request and the PO. */
  notices: { kind: NoticeKind; label: string; what: string; reference: string }[];
};
