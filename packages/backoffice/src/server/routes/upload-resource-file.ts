import { uploadResourceFile as upload } from '@guichet/shared/commands/resources/upload-resource-file';
import { uploadResourceFile } from '@guichet/shared/contracts/resources';
import { contextOf } from '../deps.ts';
import { uploadRoute } from '../serve.ts';

export const uploadResourceFileRoute = uploadRoute(
  uploadResourceFile,
  ({ resourceMaxMegabytes }) => ({
    megabytes: resourceMaxMegabytes,
    advice: 'réduisez ses images, ou partagez-le en plusieurs fichiers.',
  }),
  (deps) =>
    async ({ query, bytes, staff }) => {
      const {
        id,
        name,
        kind,
        bytes: length,
      } = await upload(contextOf(deps, staff), {
        ...{ id: query.id, fileName: query.name, bytes },
      });
      return { id, name, kind, bytes: length };
    },
);
