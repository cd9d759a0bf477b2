import { readRetention } from '@guichet/shared/contracts/privacy';
import { listErasures, listRetentionRuns, previewRetention } from '@guichet/shared/reads/read-retention';
import { route } from '../serve.ts';

export const readRetentionRoute = route(readRetention, ({ db, now, retentionPeriods }) => async ({ staff }) => ({
  rules: await previewRetention(db, now(), retentionPeriods),
  runs: await listRetentionRuns(db),
  erasures: await listErasures(db, staff),
}));
