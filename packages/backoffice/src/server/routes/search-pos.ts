import { searchPos } from '@guichet/shared/contracts/pos';
import { searchRegionPos } from '@guichet/shared/reads/search-region-pos';
import { route } from '../serve.ts';

export const searchPosRoute = route(searchPos, ({ db }) => async ({ body, staff }) => ({
  pos: await searchRegionPos(db, staff.regionId, body.q),
}));
