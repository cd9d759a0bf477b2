import { createReasonTemplate as create } from '@guichet/shared/commands/reason-templates/create-reason-template';
import { createReasonTemplate } from '@guichet/shared/contracts/reason-templates';
import { viewReasonTemplate } from '@guichet/shared/reads/list-reason-templates';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const createReasonTemplateRoute = route(
  createReasonTemplate,
  (deps) =>
    async ({ body, staff }) =>
      viewReasonTemplate(await create(contextOf(deps, staff), body)),
);
