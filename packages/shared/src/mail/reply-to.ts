import type { Sender } from './letter.ts';
import type { OutgoingMail } from './mailer.ts';

/** Where an answer to a mail goes: to the secretariat that its foot names. */
export function replyTo({ name, email }: Sender): Pick<OutgoingMail, 'replyTo'> {
  return email === '' ? {} : { replyTo: { address: email, name } };
}
