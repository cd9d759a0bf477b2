import type { CaughtMail } from '../../src/mail-catcher/mail-store.ts';

/** The mails that were caught for this address, newest first. */
export async function mailsTo(catcher: string, address: string): Promise<CaughtMail[]> {
  const answer = await fetch(`${catcher}/api/messages?to=${encodeURIComponent(address)}`);
  return (await answer.json()) as CaughtMail[];
}

/** Waits for a mail to this address whose subject matches. */
export async function mailTo(catcher: string, address: string, subject: RegExp): Promise<CaughtMail> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const mails = await mailsTo(catcher, address);
    const found = mails.find((mail) => subject.test(mail.subject));
    if (found) return found;
    if (Date.now() > deadline) {
      const subjects = mails.map((mail) => mail.subject).join(', ') || 'none';
      throw new Error(`No mail ${subject} to ${address}; caught: ${subjects}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Waits for the mail of that subject that came after `earlier` ones. */
export async function laterMailTo(
  catcher: string,
  address: string,
  subject: RegExp,
  earlier: number,
): Promise<CaughtMail> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const [newest, ...others] = (await mailsTo(catcher, address)).filter((mail) => subject.test(mail.subject));
    if (newest && others.length >= earlier) return newest;
    if (Date.now() > deadline) throw new Error(`No other mail ${subject} to ${address} after ${earlier}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The one link of a mail that leads to this site. */
export function linkIn(mail: CaughtMail, site: string): string {
  const links = mail.links.filter((link) => link.startsWith(`${site}/`));
  if (links.length !== 1) throw new Error(`${links.length} links to ${site} in "${mail.subject}": ${mail.links}`);
  return String(links[0]);
}
