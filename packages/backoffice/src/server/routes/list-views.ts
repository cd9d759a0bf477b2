import { listViews as contract } from '@guichet/shared/contracts/saved-views';
import { listViews } from '@guichet/shared/reads/list-views';
import { route } from '../serve.ts';

export const listViewsRoute = route(contract, ({ db }) => async ({ staff }) => ({ views: await listViews(db, staff) }));
