import { isMailingHref } from '@guichet/shared/contracts/mailing-body';

/** Where a link leads as somebody types it: "www.exemple.be" and "nom@exemple.be" are understood. Null: nowhere. */
export function readAddress(typed: string): string | null {
  const text = typed.trim();
  const href = /^[a-z][a-z0-9+.-]*:/i.test(text)
    ? text
    : /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)
      ? `mailto:${text}`
      : `https://${text}`;
  return /^[/.#?]/.test(text) || text === '' || !isMailingHref(href) ? null : href;
}
