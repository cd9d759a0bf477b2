import { editDistance } from './edit-distance.ts';

/** Providers that members use, none of which is ever a mistyping of another one. */
const KNOWN_DOMAINS = [
  'belgacom.net',
  'brutele.be',
  'edpnet.be',
  'free.fr',
  'gmail.com',
  'gmx.be',
  'gmx.com',
  'gmx.fr',
  'gmx.net',
  'hotmail.be',
  'hotmail.com',
  'hotmail.fr',
  'icloud.com',
  'laposte.net',
  'live.be',
  'live.com',
  'live.fr',
  'mac.com',
  'mail.com',
  'me.com',
  'msn.com',
  'orange.be',
  'orange.fr',
  'outlook.be',
  'outlook.com',
  'outlook.fr',
  'proton.me',
  'protonmail.com',
  'proximus.be',
  'pt.lu',
  'scarlet.be',
  'sfr.fr',
  'skynet.be',
  'swing.be',
  'telenet.be',
  'tvcablenet.be',
  'voo.be',
  'wanadoo.fr',
  'win.be',
  'yahoo.be',
  'yahoo.com',
  'yahoo.fr',
  'ymail.com',
];

/** Providers with one domain only, so that another ending is a mistake. */
const SINGLE_DOMAINS: Record<string, string> = { gmail: 'gmail.com', icloud: 'icloud.com', skynet: 'skynet.be' };

/**
 * The address that was probably meant, `marie@gmail.com` for `marie@gmial.com`, or null: see `suggestEmailDomain`.
 */
export function suggestEmail(text: string): string | null {
  const domain = suggestEmailDomain(text);
  const address = text.trim();
  return domain && address.slice(0, address.lastIndexOf('@') + 1) + domain;
}

/**
 * The domain that was probably meant (`gmial.com` gives `gmail.com`, `skynet.b` gives `skynet.be`), or null when the
 * domain is a known provider's or like none. A suggestion to show, never to apply alone. Never throws.
 */
export function suggestEmailDomain(email: string): string | null {
  const address = email.trim().toLowerCase();
  const domain = address.slice(address.lastIndexOf('@') + 1).replace(/\.+$/, '');
  if (!address.includes('@') || domain === '' || domain.length > 30 || KNOWN_DOMAINS.includes(domain)) return null;
  const single = SINGLE_DOMAINS[domain.split('.')[0] ?? ''];
  if (single) return single;
  const [nearest] = KNOWN_DOMAINS.map((known) => ({ known, distance: editDistance(domain, known) })).sort(
    (a, b) => a.distance - b.distance,
  );
  if (!nearest) return null;
  const tolerated = nearest.known.length >= 9 ? 2 : nearest.known.length >= 7 ? 1 : 0;
  return nearest.distance <= tolerated ? nearest.known : null;
}
