import type { Request } from 'express';

/**
 * The pattern of the route that answered, for logs and metrics: `/suivi/:token`, never the token. Express keeps only
 * the innermost router's pattern, and forgets where that router was mounted once an error climbs out of it; so the
 * prefix is taken from the address, with whatever is not a plain word masked.
 */
export function routeOf(req: Request): string {
  const pattern: unknown = req.route?.path;
  if (typeof pattern !== 'string') return 'none';
  const own = segmentsOf(pattern);
  if (own.some((segment) => /[*{}]/.test(segment))) return `${maskedPrefix(segmentsOf(req.baseUrl))}${pattern}`;
  const whole = segmentsOf(req.originalUrl.split('?', 1)[0] ?? '');
  const prefix = whole.slice(0, Math.max(0, whole.length - own.length));
  return `${maskedPrefix(prefix)}${own.length === 0 ? '' : `/${own.join('/')}`}` || '/';
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function maskedPrefix(segments: string[]): string {
  return segments.map((segment) => (/^[a-z][a-z-]{0,23}$/.test(segment) ? `/${segment}` : '/:value')).join('');
}
