import { isIP } from 'node:net';
import type { Request } from 'express';

/** 127.0.0.0/8 and ::1, also written as IPv4 inside IPv6. */
export function isLoopbackAddress(address: string | undefined): boolean {
  const plain = plainAddress(address);
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

/** Loopback, link-local and private networks (RFC 1918, RFC 4193, RFC 3927, RFC 4291). */
export function isPrivateAddress(address: string | undefined): boolean {
  const plain = plainAddress(address);
  if (isLoopbackAddress(plain)) return true;
  if (isIP(plain) === 6) return /^f[cd]|^fe[89ab]/i.test(plain);
  if (isIP(plain) !== 4) return false;
  return /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(plain);
}

/** Whether somebody stood between the caller and us: then the socket's address says nothing about the caller. */
export function isForwarded(req: Request): boolean {
  return ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((header) => req.headers[header] !== undefined);
}

/**
 * Whether the person sits at this machine. The host name must be local too: a page of another site that makes its
 * own name point to 127.0.0.1 (DNS rebinding) comes from the loopback but bears its own name.
 */
export function isFromThisMachine(req: Request): boolean {
  if (isForwarded(req) || !isLoopbackAddress(req.socket.remoteAddress)) return false;
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(req.headers.host ?? '');
}

function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
}
