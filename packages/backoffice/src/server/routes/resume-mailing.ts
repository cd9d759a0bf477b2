import { resumeMailing as resume } from '@guichet/shared/commands/mailings/resume-mailing';
import { resumeMailing } from '@guichet/shared/contracts/mailing-sending';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const resumeMailingRoute = route(
  resumeMailing,
  (deps) =>
    ({ params, staff }) =>
      resume(contextOf(deps, staff), { mailingId: params.id }),
);
