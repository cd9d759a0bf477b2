import { letterText } from './letter-text.ts';
import type { Sender } from './letter.ts';
import type { MailFacts } from './mail-facts.ts';
import type { LetterKind } from './mail-kinds.ts';
import type { LetterPreview } from './preview-letter.ts';
import { writeLetter } from './render-mail.ts';

/** Mails to members about their account and mandates; those about a request are shown on its page. */
const MEMBER_MAILS = [
  'activation',
  'activation-reminder',
  'address-shared',
  'mandate-added',
  'mandate-ended',
  'account-reopened',
  'account-ending',
  'account-closed',
  'password-reset',
  'password-changed',
  'confirm-new-address',
  'address-change-notice',
  'sign-in-link',
  'account-security',
  'own-address',
  'verification-asked',
  'verification-reminder',
] as const satisfies LetterKind[];
type MemberMail = (typeof MEMBER_MAILS)[number];

export function isMemberMail(kind: string): kind is MemberMail {
  return (MEMBER_MAILS as readonly string[]).includes(kind);
}

export type MemberLetter = {
  kind: MemberMail;
  to: string;
  sender: Sender;
  told: Pick<MailFacts, 'poName' | 'mandateFrom' | 'roles' | 'lastDay' | 'ending' | 'expiresAt' | 'stage' | 'at'>;
};

/** What such a mail says. The link in it is its reader's: it is not shown. */
export function previewMemberLetter({ kind, to, sender, told }: MemberLetter): LetterPreview {
  const letter = writeLetter(kind, {
    ...{ sender, reference: null, confirmed: false, sentence: null, reason: null, link: '(son lien personnel)' },
    ...{
      questions: [],
      lapsesOn: null,
      outcomes: [],
      answers: [],
      words: null,
      notices: [],
      mailing: null,
      cameBy: null,
    },
    ...told,
  });
  return { to, subject: letter.subject, text: letterText(letter) };
}
