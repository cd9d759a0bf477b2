import { exportPersonData } from '@guichet/shared/commands/privacy/export-person-data';
import { exportPersonData as contract } from '@guichet/shared/contracts/privacy';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const exportPersonDataRoute = route(
  contract,
  (deps) =>
    ({ params, staff }) =>
      exportPersonData(contextOf(deps, staff), { personId: params.id }, deps.retentionPeriods),
);
