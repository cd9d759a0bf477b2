import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** Server only. SHA-256 of the text in UTF-8, as 64 lower-case hexadecimal digits. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * Hash of a value by content: equal for values that differ by the order of their keys or by `undefined` properties.
 * @throws TypeError for what `canonicalJson` refuses
 */
export function hashOf(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}

/**
 * The id of a row to be created, derived from what makes it be created (request id, kind, rank...), so that the plan
 * that staff saw and the plan that is applied name the same rows. The same parts always give the same id; ("a", "bc")
 * and ("ab", "c") give two. A UUID of version 8 (RFC 9562 §5.8) made from SHA-256.
 * @throws RangeError without parts
 */
export function derivedId(...parts: string[]): string {
  if (parts.length === 0) throw new RangeError('derivedId needs the parts that the id is derived from');
  const bytes = createHash('sha256').update(JSON.stringify(parts), 'utf8').digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
