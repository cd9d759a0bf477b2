/** An address shown to whoever holds a link: its owner recognises it, others cannot write to it. */
export function maskEmail(email: string): string {
  const [local = '', domain = ''] = email.split('@');
  return `${local.slice(0, 1)}•••@${domain}`;
}
