import { listResources } from '@guichet/shared/contracts/resources';
import { listMenu } from '@guichet/shared/reads/list-menu';
import { route } from '../serve.ts';

export const listResourcesRoute = route(listResources, ({ db }) => async () => ({ resources: await listMenu(db) }));
