/** The address to which a server sends back this one mail: `rebonds+<id>@po.example`. */
export function bounceAddressOf(base: string, mailId: string): string {
  const at = base.lastIndexOf('@');
  return `${base.slice(0, at)}+${mailId}${base.slice(at)}`;
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const BOUNCED = new RegExp(`\\+(${UUID})@`, 'i');

/** The mail that an address of that kind is about; null when it is none. */
export function mailOfBounceAddress(address: string): string | null {
  return BOUNCED.exec(address)?.[1]?.toLowerCase() ?? null;
}
