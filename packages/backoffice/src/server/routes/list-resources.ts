import { listResources } from '@guichet/shared/contracts/resources';
import { todayInBrussels } from '@guichet/shared/domain/dates';
import { listMenu } from '@guichet/shared/reads/resources/list-menu';
import { readAdministratorRoles } from '@guichet/shared/reads/resources/read-administrator-roles';
import { route } from '../serve.ts';

export const listResourcesRoute = route(listResources, ({ db, now, resourceMaxMegabytes }) => async () => ({
  resources: await listMenu(db),
  today: todayInBrussels(now()),
  administrators: await readAdministratorRoles(db),
  maxMegabytes: resourceMaxMegabytes,
}));
