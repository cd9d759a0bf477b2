import { memberOf } from '@guichet/shared/auth/require-session';
import { noteVisit } from '@guichet/shared/commands/resources/note-visit';
import { isShownOn, openingRoles, whyShut } from '@guichet/shared/domain/resource-audience';
import { RESOURCE_FILES } from '@guichet/shared/domain/resource-files';
import { NotFoundError } from '@guichet/shared/errors/errors';
import { sendStoredFile } from '@guichet/shared/http/send-stored-file';
import { readFileBytes } from '@guichet/shared/reads/resources/read-file-bytes';
import { type MenuEntry, openEntries, readMenu } from '@guichet/shared/reads/resources/read-menu';
import { BackLink } from '@guichet/shared/ui/back-link';
import { PageTitle } from '@guichet/shared/ui/page-title';
import type { Express, Request, RequestHandler, Response } from 'express';
import type { ReactNode } from 'react';
import { listNews } from '../../reads/list-news.ts';
import { searchResources } from '../../reads/search-resources.ts';
import { changeUrl, type Extranet, today } from '../extranet.ts';
import { sendPage } from '../frame.tsx';
import { isLocal, ResourceMenu } from '../pages/resources/resource-menu.tsx';
import { OpenResource, ShutResource } from '../pages/resources/resource-page.tsx';
import { ResourceSearch } from '../pages/resources/resource-search.tsx';

/** The menu of resources, and each of them: to those whose roles open it, and to nobody else. */
export function resourceRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  app.get('/ressources', member, async (req, res) => {
    const { entries, news } = await openMenu(extranet, req, res);
    const words = typeof req.query.q === 'string' ? req.query.q.slice(0, 100).trim() : '';
    const found = searchResources(entries, words);
    sendPage(res, 200, {
      title: 'Ressources',
      secretariat: await extranet.readSecretariat(),
      signedIn: { current: 'resources' },
      children: (
        <>
          <PageTitle>Ressources</PageTitle>
          {entries.length > 0 && <ResourceSearch words={words} />}
          <Said words={words} found={found.length} all={entries.length} />
          <ResourceMenu resources={found} news={news} />
        </>
      ),
    });
  });

  app.get('/ressources/:slug', member, async (req, res) => {
    const found = await findShown(extranet, req);
    if (whyShutTo(found, res) !== null) return sendShut(extranet, res, found);
    if (isLocal(found.url)) return res.redirect(303, found.url);
    await sendResource(extranet, res, 200, found, <OpenResource resource={found} />);
  });

  app.get('/ressources/:slug/fichier', member, async (req, res) => {
    const found = await findShown(extranet, req);
    if (whyShutTo(found, res) !== null) return sendShut(extranet, res, found);
    const { file } = found;
    if (!file) return res.redirect(303, `/ressources/${found.slug}`);
    const { name, kind, bytes, sha256, uploadedAt: changedAt, id } = file;
    const read = (range: { start: number; end: number }) => readFileBytes(extranet.db, id, range);
    const { type } = RESOURCE_FILES[kind];
    await sendStoredFile(req, res, { name, type, bytes, sha256, changedAt, read }, extranet.linkContext.log);
  });
}

/** What the member's roles open today, and which of it came since the last visit. */
export async function openMenu(
  extranet: Extranet,
  req: Request,
  res: Response,
): Promise<{ entries: MenuEntry[]; news: Set<string> }> {
  const { actor, pos } = memberOf(res);
  const [menu, before] = await Promise.all([
    readMenu(extranet.db),
    // Whoever only asks for headers sees nothing.
    req.method === 'HEAD' ? null : noteVisit(extranet, { accountId: actor.id, list: 'resources' }),
  ]);
  const entries = openEntries(menu, pos, today(extranet));
  return { entries, news: listNews(entries, before) };
}

function Said({ words, found, all }: { words: string; found: number; all: number }) {
  if (all === 0) return <p className="muted">Aucune ressource n’est liée à vos rôles pour le moment.</p>;
  if (words === '') return null;
  return (
    <p role="status">
      {found === 0 ? 'Aucune ressource' : found === 1 ? '1 ressource' : `${found} ressources`} {`pour « ${words} ».`}{' '}
      <a href="/ressources">Voir tout</a>
    </p>
  );
}

/** What was put away, is over or is not there yet does not exist for anybody. */
async function findShown(extranet: Extranet, req: Request): Promise<MenuEntry> {
  const [found] = await readMenu(extranet.db, { slug: String(req.params.slug) });
  if (found && isShownOn(found, today(extranet))) return found;
  throw new NotFoundError('no such resource today', {
    userMessage: 'Cette ressource n’existe pas, n’est plus publiée, ou ne l’est pas encore.',
  });
}

const whyShutTo = (found: MenuEntry, res: Response) => whyShut(found, memberOf(res).pos, found.administratorRoles);

async function sendShut(extranet: Extranet, res: Response, found: MenuEntry): Promise<void> {
  const why = whyShutTo(found, res) ?? 'role';
  const roles = openingRoles(found, found.administratorRoles);
  const shut = <ShutResource why={why} roles={roles} askUrl={changeUrl(extranet)} />;
  await sendResource(extranet, res, 403, found, shut);
}

async function sendResource(
  extranet: Extranet,
  res: Response,
  status: number,
  { title }: MenuEntry,
  body: ReactNode,
): Promise<void> {
  sendPage(res, status, {
    title,
    secretariat: await extranet.readSecretariat(),
    signedIn: { current: 'resources' },
    children: (
      <>
        <BackLink href="/ressources" label="Ressources" />
        <PageTitle>{title}</PageTitle>
        {body}
      </>
    ),
  });
}
