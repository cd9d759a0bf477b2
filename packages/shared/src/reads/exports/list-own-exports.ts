import { and, desc, eq, gt } from 'drizzle-orm';
import type { ExportView } from '../../contracts/exports.ts';
import type { Database } from '../../db/client.ts';
import { exportRun } from '../../db/tables/export-run.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { EXPORT_FILE_NAMES, EXPORT_SHOWN_DAYS, type ExportFormat, type ExportListName } from '../../domain/exports.ts';

const SHOWN = 50;

const PROBLEMS = {
  'too-many-rows': 'Une feuille Excel ne peut pas contenir autant de lignes. Choisissez CSV, ou filtrez la liste.',
  error:
    'Le fichier n’a pas pu être écrit. Recommencez ; si cela se répète, prévenez la personne qui tient le serveur.',
} as const;

/** One's own exports of the last days, the newest first. What is over is told as deleted before it is. */
export async function listOwnExports(
  db: Database,
  { staffId, now }: { staffId: string; now: Date },
): Promise<{ runs: ExportView[] }> {
  const since = new Date(now.getTime() - EXPORT_SHOWN_DAYS * 86_400_000);
  const rows = await db
    .select()
    .from(exportRun)
    .where(and(eq(exportRun.staffId, staffId), gt(exportRun.orderedAt, since)))
    .orderBy(desc(exportRun.orderedAt), desc(exportRun.id))
    .limit(SHOWN);
  return {
    runs: rows.map((row) => {
      const { id, list, format, total, rows: written, bytes, error } = row;
      const isOver = row.state === 'done' && row.expiresAt !== null && row.expiresAt <= now;
      return {
        ...{ id, list, format, total, bytes },
        rows: written,
        state: isOver ? 'deleted' : row.state,
        fileName: exportFileName(row),
        problem: error === null ? null : PROBLEMS[error],
        orderedAt: row.orderedAt.toISOString(),
        expiresAt: row.expiresAt?.toISOString() ?? null,
      };
    }),
  };
}

/** "membres-2026-11-27.xlsx". */
export function exportFileName(run: { list: ExportListName; format: ExportFormat; orderedAt: Date }): string {
  return `${EXPORT_FILE_NAMES[run.list]}-${todayInBrussels(run.orderedAt)}.${run.format}`;
}
