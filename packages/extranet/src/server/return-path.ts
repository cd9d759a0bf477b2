/** Where to go after signing in: a page of this site, or the first one. Never another site, whatever was asked. */
export function returnPath(asked: unknown, publicUrl: string): string {
  if (typeof asked !== 'string' || !asked.startsWith('/') || asked.length > 500) return '/';
  try {
    const url = new URL(asked, publicUrl);
    const isOurs = url.origin === new URL(publicUrl).origin && !/[\\\p{Cc}]/u.test(asked);
    // "/.//x" is tidied into "//x", which browsers read as another host.
    return isOurs && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/';
  } catch {
    return '/';
  }
}
