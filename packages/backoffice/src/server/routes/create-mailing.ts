import { createMailing as create } from '@guichet/shared/commands/mailings/create-mailing';
import { createMailing } from '@guichet/shared/contracts/mailings';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const createMailingRoute = route(
  createMailing,
  (deps) =>
    ({ body, staff }) =>
      create(contextOf(deps, staff), body),
);
