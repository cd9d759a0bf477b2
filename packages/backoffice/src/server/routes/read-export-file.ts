import { openExportFile } from '@guichet/shared/commands/exports/open-export-file';
import { readExportFile } from '@guichet/shared/contracts/exports';
import type { ExportFormat } from '@guichet/shared/domain/exports';
import { contextOf } from '../deps.ts';
import { downloadRoute } from '../serve.ts';

const TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const readExportFileRoute = downloadRoute(readExportFile, (deps) => async ({ params, staff }) => {
  const { format, ...file } = await openExportFile(contextOf(deps, staff), params);
  return { ...file, type: TYPES[format] };
});
