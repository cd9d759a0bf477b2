import { readMailingFile } from '@guichet/shared/contracts/mailings';
import { getMailingFile } from '@guichet/shared/reads/mailings/get-mailing-file';
import { downloadRoute } from '../serve.ts';

export const readMailingFileRoute = downloadRoute(
  readMailingFile,
  ({ db }) =>
    ({ params, staff }) =>
      getMailingFile(db, { id: params.id, regionId: staff.regionId }),
);
