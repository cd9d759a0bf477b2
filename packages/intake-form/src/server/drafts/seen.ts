import { createHash } from 'node:crypto';
import { canonicalJson } from '@guichet/shared/domain/canonical-json';
import { requestForm } from '@guichet/shared/request-types/forms';
import type { Draft } from './draft.ts';

/** What a summary shows, part by part, as short digests: it says later what was read, and nothing of the answers. */
export function seenParts({ po, requests, submitter }: Draft): string[] {
  const parts: [string, unknown][] = [
    ['po', po],
    ['you', submitter],
    ...requests.map(({ id, values }): [string, unknown] => [id, values]),
  ];
  return parts.map(([name, value]) => `${name}.${digest(value)}`);
}

/** What has changed in the draft since a summary showed these parts: sentences, none when they are not known. */
export function sayChanges(draft: Draft, seen: unknown): string[] {
  const shown = new Map(listOf(seen).map((part) => part.split('.', 2) as [string, string]));
  if (shown.size === 0) return [];
  const now = new Map(seenParts(draft).map((part) => part.split('.', 2) as [string, string]));
  const changed = (name: string) => shown.get(name) !== now.get(name);
  const requests = draft.requests.flatMap(({ id, type }, index) => {
    const which = `La demande ${index + 1} (${requestForm(type).label.toLowerCase()})`;
    if (!shown.has(id)) return [`${which} a été ajoutée.`];
    return changed(id) ? [`${which} a été modifiée.`] : [];
  });
  const gone = [...shown.keys()].filter((name) => !now.has(name)).length;
  return [
    ...(changed('po') ? ['Le PO a changé.'] : []),
    ...requests,
    ...(gone > 0 ? [gone === 1 ? 'Une demande a été retirée.' : `${gone} demandes ont été retirées.`] : []),
    ...(changed('you') ? ['Vos coordonnées ou votre message ont changé.'] : []),
  ];
}

function listOf(seen: unknown): string[] {
  return (Array.isArray(seen) ? seen : [seen]).filter((part): part is string => typeof part === 'string');
}

function digest(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('base64url').slice(0, 12);
}
