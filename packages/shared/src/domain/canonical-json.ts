/**
 * JSON text that is the same for equal values, whatever the order of their keys: keys sorted by UTF-16 code units, no
 * white space, properties that are `undefined` dropped (after RFC 8785). What JSON would change silently is refused:
 * dates, `undefined` in an array or alone, NaN, infinities, bigints, functions, symbols, instances of classes, cycles.
 * @throws TypeError that names the path of the value refused
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', []);
}

function write(value: unknown, path: string, parents: readonly object[]): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value !== 'object') throw refused(value, path);
  if (parents.includes(value)) throw new TypeError(`Canonical JSON: cycle at ${path}`);
  const ancestors = [...parents, value];
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item: unknown, index) => write(item, `${path}[${index}]`, ancestors)).join(',')}]`;
  }
  if (!isPlainObject(value)) throw refused(value, path);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${write(member, `${path}.${key}`, ancestors)}`);
  return `{${members.join(',')}}`;
}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  // The prototype of a plain object of another realm (a test runner's) is not ours, but it has no prototype either.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refused(value: unknown, path: string): TypeError {
  const kind = typeof value === 'object' && value !== null ? value.constructor?.name : String(value);
  return new TypeError(
    `Canonical JSON: no ${kind} at ${path}; give a string, a finite number, a list or a plain object`,
  );
}
