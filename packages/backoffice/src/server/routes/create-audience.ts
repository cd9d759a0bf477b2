import { createAudience as create } from '@guichet/shared/commands/audiences/create-audience';
import { createAudience } from '@guichet/shared/contracts/audiences';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const createAudienceRoute = route(
  createAudience,
  (deps) =>
    ({ body, staff }) =>
      create(contextOf(deps, staff), body),
);
