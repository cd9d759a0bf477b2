import { listAuditChecks as contract } from '@guichet/shared/contracts/journal';
import { listAuditChecks } from '@guichet/shared/reads/journal/list-audit-checks';
import { route } from '../serve.ts';

export const listAuditChecksRoute = route(contract, ({ db }) => async () => ({ checks: await listAuditChecks(db) }));
