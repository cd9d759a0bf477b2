import { previewExport as contract } from '@guichet/shared/contracts/exports';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { previewExport } from '@guichet/shared/reads/exports/preview-export';
import { route } from '../serve.ts';

export const previewExportRoute = route(contract, ({ db, now, singleHolderRoles }) => ({ body, staff }) => {
  const at = now();
  const { id: staffId, regionId } = staff;
  return previewExport(db, { staffId, regionId, now: at, today: todayInBrussels(at), singleHolderRoles }, body);
});
