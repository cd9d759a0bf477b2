import { uploadImport as command } from '@guichet/shared/commands/member-import/upload-import';
import { uploadImport } from '@guichet/shared/contracts/member-imports';
import { contextOf } from '../deps.ts';
import { uploadRoute } from '../serve.ts';

export const uploadImportRoute = uploadRoute(
  uploadImport,
  ({ importMaxMegabytes }) => ({
    megabytes: importMaxMegabytes,
    advice: 'coupez-le en plusieurs fichiers, ou enlevez-en les images.',
  }),
  (deps) =>
    ({ query: { id, name, po = null, sheet = '' }, bytes, staff }) =>
      command(contextOf(deps, staff), { id, fileName: name, poId: po, sheet, bytes }),
);
