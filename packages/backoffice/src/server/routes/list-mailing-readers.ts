import { listMailingReaders } from '@guichet/shared/contracts/mailing-proofs';
import { sayHeld } from '@guichet/shared/mail/mailings/mailing-foot';
import { listMailingReaders as list } from '@guichet/shared/reads/mailings/load-mailing-facts';
import { requireMailing } from '@guichet/shared/reads/mailings/require-mailing';
import { route } from '../serve.ts';

export const listMailingReadersRoute = route(listMailingReaders, ({ db, now }) => async ({ params, body, staff }) => {
  await requireMailing(db, params.id, staff.regionId);
  const readers = await list(db, { ...body, mailingId: params.id }, now());
  return { people: readers.map(({ id, name, proven, reasons }) => ({ id, name, proven, why: sayHeld(reasons) })) };
});
