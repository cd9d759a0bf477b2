import { retryMailingMails as retry } from '@guichet/shared/commands/mailings/retry-mailing-mails';
import { retryMailingMails } from '@guichet/shared/contracts/mailing-sending';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const retryMailingMailsRoute = route(
  retryMailingMails,
  (deps) =>
    ({ params, body, staff }) =>
      retry(contextOf(deps, staff), { ...body, mailingId: params.id }),
);
