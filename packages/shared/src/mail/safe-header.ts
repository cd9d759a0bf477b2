import type { OutgoingMail } from './mailer.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const control = /[\u0000-\u001f\u007f\u2028\u2029]/;

/** Whether what goes into headers holds no line break nor another control character, with which one could be forged. */
export function hasSafeHeaders(mail: OutgoingMail): boolean {
  const names = mail.files?.flatMap(({ name, type, cid = '' }) => [name, type, cid]) ?? [];
  const reply = mail.replyTo ? [mail.replyTo.address, mail.replyTo.name] : [];
  const values = [
    mail.to.address,
    mail.to.name,
    ...reply,
    mail.subject,
    mail.messageId,
    ...Object.values(mail.headers ?? {}),
  ];
  return ![...values, ...names].some((value) => control.test(value));
}
