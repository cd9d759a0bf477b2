import type { PairFilter } from '../../contracts/duplicates.ts';
import { type FoundPair, findDuplicatePairs } from '../duplicates/list-duplicate-pairs.ts';
import { dayCell } from './common-columns.ts';
import type { ExportList } from './export-list.ts';

export type PairFilters = { filter?: PairFilter | undefined; q?: string | undefined };

/** Records that may be one person, with the reason. */
export const DUPLICATES: ExportList<PairFilters, FoundPair> = {
  columns: [
    { head: 'Une fiche', width: 28, value: ({ one }) => one.name },
    { head: 'Née le (une)', width: 13, value: ({ one }) => dayCell(one.birthDate) },
    { head: 'PO (une)', width: 40, value: ({ one }) => one.detail },
    { head: 'L’autre fiche', width: 28, value: ({ other }) => other.name },
    { head: 'Née le (autre)', width: 13, value: ({ other }) => dayCell(other.birthDate) },
    { head: 'PO (autre)', width: 40, value: ({ other }) => other.detail },
    { head: 'Pourquoi', width: 50, value: ({ reasons }) => reasons.join(', ') },
    { head: 'Réglé par', width: 22, value: ({ settled }) => settled?.by ?? null },
    { head: 'Raison', width: 40, value: ({ settled }) => settled?.reason ?? null },
  ],
  count: async () => null,
  async *read(tx, { regionId }, { filter = 'open', q = '' }) {
    let cursor: string | undefined;
    do {
      const page = await findDuplicatePairs(tx, regionId, { filter, q, ...(cursor ? { cursor } : {}) });
      yield page.pairs;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  },
};
