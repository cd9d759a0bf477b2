import { readResourceFile } from '@guichet/shared/contracts/resources';
import { getResourceFile } from '@guichet/shared/reads/resources/get-resource-file';
import { downloadRoute } from '../serve.ts';

export const readResourceFileRoute = downloadRoute(
  readResourceFile,
  ({ db }) =>
    ({ params }) =>
      getResourceFile(db, params.id),
);
