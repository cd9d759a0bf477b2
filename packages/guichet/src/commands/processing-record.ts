import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { processingRecord } from '@guichet/shared/privacy/processing-record';
import { Command } from 'commander';

const place = fileURLToPath(new URL('../../../../docs/registre-des-traitements.md', import.meta.url));

export function processingRecordCommand(): Command {
  return new Command('processing-record')
    .summary('write the record of processing (GDPR, art. 30)')
    .description(
      'Writes docs/registre-des-traitements.md, in French, from the retention rules of every column. Needs no database.',
    )
    .action(() => {
      writeFileSync(place, processingRecord());
      console.log(`Written: ${place}`);
    });
}
