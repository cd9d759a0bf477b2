import { mailingBody } from '../../contracts/mailing-body.ts';
import type { MailingLimits } from '../../contracts/mailing-view.ts';
import type { Database } from '../../db/client.ts';
import { type MailingFinding, pagesOf } from '../../domain/mailings/mailing-findings.ts';
import { checkLink, type LinkStanding } from '../../http/check-link.ts';
import { getMailingRow } from './get-mailing-row.ts';
import { ownFindings } from './own-findings.ts';

type Asked = { mailingId: string; regionId: string; limits: MailingLimits; linkHosts: readonly string[] };

/** Pages that are asked for one mailing, and at once. */
const MOST_PAGES = 30;
const AT_ONCE = 6;

/** What to know before a mailing leaves: what its text says by itself, and whether its links lead somewhere. */
export async function checkMessage(
  db: Database,
  { mailingId, regionId, limits, linkHosts }: Asked,
): Promise<{ findings: MailingFinding[]; version: number }> {
  const row = await getMailingRow(db, { regionId }, mailingId);
  const own = await ownFindings(db, row, limits);
  const body = mailingBody.parse(row.body);
  return { findings: [...own, ...(await linkFindings(pagesOf(body), linkHosts))], version: row.version };
}

async function linkFindings(
  pages: readonly { href: string; block: number }[],
  allowed: readonly string[],
): Promise<MailingFinding[]> {
  const asked = pages.slice(0, MOST_PAGES);
  const standings: LinkStanding[] = [];
  for (let from = 0; from < asked.length; from += AT_ONCE) {
    const some = asked.slice(from, from + AT_ONCE);
    standings.push(...(await Promise.all(some.map(({ href }) => checkLink(href, { allowed })))));
  }
  const found = asked.flatMap(({ href, block }, index): MailingFinding[] => {
    const standing = standings[index] ?? 'silent';
    if (standing === 'alive') return [];
    const { level, say } = SAID[standing];
    return [{ code: `link-${standing}`, level, words: say(href), where: { part: 'body', block } }];
  });
  if (pages.length <= MOST_PAGES) return found;
  const words = `Le message a ${pages.length} liens ; seuls les ${MOST_PAGES} premiers ont été essayés.`;
  return [
    ...found,
    { code: 'many-links', level: 'warning', words, where: { part: 'body', block: asked.at(-1)?.block ?? 0 } },
  ];
}

const SAID: Record<
  Exclude<LinkStanding, 'alive'>,
  { level: MailingFinding['level']; say: (href: string) => string }
> = {
  dead: { level: 'blocking', say: (href) => `Le lien ${href} ne mène nulle part : la page n’existe pas.` },
  private: {
    level: 'blocking',
    say: (href) => `Le lien ${href} mène dans un réseau privé : les destinataires ne pourraient pas l’ouvrir.`,
  },
  silent: { level: 'warning', say: (href) => `Le lien ${href} n’a pas répondu comme prévu. Ouvrez-le pour voir.` },
};
