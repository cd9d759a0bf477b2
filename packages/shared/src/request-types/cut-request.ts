import { hashOf } from '../domain/hash.ts';
import type { Settlement } from './plan.ts';
import { readPayload } from './read-payload.ts';
import { requestType } from './registry.ts';
import type { Part, RequestType } from './request-type.ts';

/** One of the two requests that a request is cut into. */
export type Half = {
  parts: Part[];
  /** As it was sent, these parts alone: what is stored. */
  payload: unknown;
  /** The same with what staff corrected in its place: what is planned. */
  corrected: unknown;
  subject: string;
  settlement: Settlement;
};

/** What can be decided apart, as it stands with what staff corrected; empty where there is nothing to cut. */
export function partsOf(typeName: string, payload: unknown): Part[] {
  const parts = requestType(typeName).split?.parts(payload) ?? [];
  return parts.length > 1 ? parts : [];
}

/**
 * Cuts a stored request in two: the parts that are named, and the others. What staff chose and corrected goes with the
 * part it is about; which PO and which person, with both. Null when the type cannot be cut, when a part is not one of
 * its, or when one half would be empty. Pure.
 * @throws what `readPayload` throws
 */
export function cutRequest(
  typeName: string,
  sent: { schemaVersion: number; payload: unknown },
  settlement: Settlement,
  keys: ReadonlySet<string>,
): [Half, Half] | null {
  const type = requestType(typeName);
  const stored = readPayload(typeName, sent.schemaVersion, sent.payload);
  if (!type.split || stored.kind === 'erased') return null;
  const corrected = { ...(stored.payload as object), ...settlement.corrections };
  const all = type.split.parts(corrected).map(({ key }) => key);
  const others = new Set(all.filter((key) => !keys.has(key)));
  if (keys.size === 0 || others.size === 0 || keys.size + others.size !== all.length) return null;
  const halfOf = (part: ReadonlySet<string>) => cutHalf(type, stored.payload, corrected, settlement, part);
  return [halfOf(keys), halfOf(others)];
}

function cutHalf(
  type: RequestType<unknown>,
  sent: unknown,
  whole: unknown,
  settlement: Settlement,
  keys: ReadonlySet<string>,
): Half {
  const split = type.split as NonNullable<typeof type.split>;
  const [payload, corrected] = [split.keep(sent, keys), split.keep(whole, keys)];
  const { corrections, correctedBy = {}, holders, ...shared } = settlement;
  const own = differing(corrections ?? {}, payload, corrected);
  const roles = new Set<string>(type.announces?.(corrected).map(({ role }) => role));
  const ownHolders = Object.entries(holders ?? {}).filter(([key]) => roles.has(key.split(':', 1)[0] ?? ''));
  return {
    parts: split.parts(corrected),
    payload,
    corrected,
    subject: type.subject(corrected),
    settlement: {
      ...shared,
      ...(Object.keys(own).length > 0 ? { corrections: own, correctedBy: pick(correctedBy, Object.keys(own)) } : {}),
      ...(ownHolders.length > 0 ? { holders: Object.fromEntries(ownHolders) } : {}),
    },
  };
}

function pick<T>(record: Record<string, T>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)));
}

/** The corrections that this half needs: of fields that it has, as far as it has them. */
function differing(corrections: Record<string, unknown>, sent: unknown, corrected: unknown): Record<string, unknown> {
  const [before, after] = [sent as Record<string, unknown>, corrected as Record<string, unknown>];
  const fields = Object.keys(corrections).filter((field) => hashOf(before[field]) !== hashOf(after[field]));
  return Object.fromEntries(fields.map((field) => [field, after[field]]));
}
