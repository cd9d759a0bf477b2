import { previewMerge as contract } from '@guichet/shared/contracts/duplicates';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { previewMerge } from '@guichet/shared/reads/duplicates/preview-merge';
import { route } from '../serve.ts';

export const previewMergeRoute = route(contract, ({ db, now, singleHolderRoles }) => async ({ body, staff }) => {
  const options = { today: todayInBrussels(now()), singleHolderRoles };
  const { effects, findings, shownHash } = await previewMerge(db, staff.regionId, body, options);
  return {
    ...{ effects, shownHash },
    findings: findings.map(({ code, severity, message, detail }) => ({
      code,
      severity,
      message,
      detail: detail ?? null,
    })),
  };
});
