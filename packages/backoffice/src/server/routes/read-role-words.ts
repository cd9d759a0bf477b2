import { readRoleWords } from '@guichet/shared/contracts/member-imports';
import { listRoleWords } from '@guichet/shared/reads/member-imports';
import { route } from '../serve.ts';

export const readRoleWordsRoute = route(readRoleWords, ({ db }) => async ({ params, body, staff }) => ({
  words: await listRoleWords(db, staff, params.id, body.columns),
}));
