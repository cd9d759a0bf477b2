import { uploadMailingFile as upload } from '@guichet/shared/commands/mailings/upload-mailing-file';
import { uploadMailingFile } from '@guichet/shared/contracts/mailings';
import { contextOf } from '../deps.ts';
import { uploadRoute } from '../serve.ts';

export const uploadMailingFileRoute = uploadRoute(
  uploadMailingFile,
  ({ mailingLimits }) => ({
    megabytes: mailingLimits.fileMegabytes,
    advice: 'réduisez-le, ou mettez-le parmi les ressources de l’extranet et donnez le lien.',
  }),
  (deps) =>
    ({ query, bytes, staff }) =>
      upload(contextOf(deps, staff), { id: query.id, fileName: query.name, image: query.use === 'image', bytes }),
);
