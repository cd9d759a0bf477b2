import { and, eq, sql } from 'drizzle-orm';
import { mailingBody } from '../../contracts/mailing-body.ts';
import type { Database } from '../../db/client.ts';
import { mailingTemplate } from '../../db/tables/mailing-template.ts';
import { NotFoundError } from '../../errors/errors.ts';
import type { Sender } from '../../mail/letter.ts';
import { senderOf } from '../../mail/sender-of.ts';
import { inventedFacts } from './load-mailing-facts.ts';
import { loadMailingFiles } from './load-mailing-files.ts';
import { drawPage } from './preview-mailing.ts';

type Asked = { templateId: string; regionId: string; extranetUrl: string; theme: 'light' | 'dark' };

/** The HTML of a template as somebody invented would get it. @throws NotFoundError when there is none in the region */
export async function previewMailingTemplate(
  db: Database,
  { templateId, regionId, extranetUrl, theme }: Asked,
): Promise<string> {
  const { kind, subject, body, textPart } = mailingTemplate;
  const [found] = await db
    .select({ kind, subject, body, textPart })
    .from(mailingTemplate)
    .where(and(eq(mailingTemplate.id, templateId), eq(mailingTemplate.regionId, regionId)));
  if (!found) throw new NotFoundError(`No template ${templateId}.`, { userMessage: 'Ce modèle n’existe pas.' });
  const [by] = await db.execute<{ sender: Sender }>(
    sql`select ${senderOf} as sender from region g where g.id = ${regionId}`,
  );
  if (!by) throw new Error(`No region ${regionId}.`);
  const files = await loadMailingFiles(db, { templateId });
  const content = { ...found, body: mailingBody.parse(found.body), files };
  return drawPage(content, inventedFacts({ kind: found.kind, sender: by.sender }, extranetUrl), theme);
}
