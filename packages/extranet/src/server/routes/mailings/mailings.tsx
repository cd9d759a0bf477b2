import { memberOf } from '@guichet/shared/auth/require-session';
import { changeOwnWishes } from '@guichet/shared/commands/mailings/change-mailing-wishes';
import { noteVisit } from '@guichet/shared/commands/resources/note-visit';
import { MAILING_FILES } from '@guichet/shared/domain/mailings/mailing-files';
import { LEAVABLE_KINDS } from '@guichet/shared/domain/mailings/mailing-kinds';
import { foldForSearch } from '@guichet/shared/domain/text';
import { NotFoundError } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { sendStoredFile } from '@guichet/shared/http/send-stored-file';
import { listMailingWishes } from '@guichet/shared/reads/mailings/list-mailing-wishes';
import { BackLink } from '@guichet/shared/ui/back-link';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';
import type { Express, Request, RequestHandler, Response } from 'express';
import type { ReactNode } from 'react';
import { listMemberMailings, readMemberMailing, readMemberMailingFile } from '../../../reads/member-mailings.ts';
import type { Extranet } from '../../extranet.ts';
import { formText } from '../../form-text.ts';
import { sendPage } from '../../frame.tsx';
import { MailingList, MailingPages, MailingSearch, sayDay } from '../../pages/mailings/mailing-list.tsx';
import { nameMailing, newMailings, valuesFor } from '../../pages/mailings/name-mailing.ts';
import { MailingText } from '../../pages/mailings/mailing-text.tsx';
import { PreferencesPage } from '../../pages/mailings/preferences-page.tsx';

/** Mailings on one page of the archive. */
const PAGE = 30;

/** What was written to the roles of a member, to whoever holds them now; and what the member wants to receive. */
export function mailingRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  app.get('/courriers', member, async (req, res) => {
    const { actor, firstName } = memberOf(res);
    const [stored, before] = await Promise.all([
      listMemberMailings(extranet.db, actor.id),
      req.method === 'HEAD' ? null : noteVisit(extranet, { accountId: actor.id, list: 'mailings' }),
    ]);
    const all = stored.map((mailing) => nameMailing(mailing, firstName));
    const words = typeof req.query.q === 'string' ? req.query.q.slice(0, 100).trim() : '';
    const found = all.filter(({ subject }) => foldForSearch(subject).includes(foldForSearch(words)));
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    const page = Math.min(pages, Math.max(1, Math.trunc(Number(req.query.page)) || 1));
    await send(
      extranet,
      res,
      'Courriers',
      <>
        <PageTitle>Courriers</PageTitle>
        <p>
          Ce que le secrétariat et les services ont écrit aux rôles que vous exercez, aussi avant que vous les exerciez.{' '}
          <a href="/courriers/preferences">Choisir ce que je reçois</a>
        </p>
        {all.length > 5 && <MailingSearch words={words} />}
        {words !== '' && <Said words={words} found={found.length} />}
        {all.length === 0 && (
          <Notice title="Aucun courrier pour vos rôles pour le moment.">
            <p>Ce qui leur sera écrit arrivera par mail, et restera lisible ici.</p>
          </Notice>
        )}
        <MailingList mailings={found.slice((page - 1) * PAGE, page * PAGE)} news={newMailings(found, before)} />
        <MailingPages page={page} pages={pages} words={words} />
      </>,
    );
  });

  preferenceRoutes(app, extranet, member);

  app.get('/courriers/:id', member, async (req, res) => {
    const { actor, firstName } = memberOf(res);
    const found = await readMemberMailing(extranet.db, actor.id, idOf(req, 'id'));
    if (!found) throw unknown();
    const { subject } = nameMailing(found, firstName);
    await send(
      extranet,
      res,
      subject,
      <>
        <BackLink href="/courriers" label="Courriers" />
        <PageTitle caption={sayDay(found.at)}>{subject}</PageTitle>
        <MailingText mailing={found} values={valuesFor(found, firstName)} />
      </>,
    );
  });

  app.get('/courriers/:id/fichiers/:file', member, async (req, res) => {
    const asked = { accountId: memberOf(res).actor.id, mailingId: idOf(req, 'id'), fileId: idOf(req, 'file') };
    const file = await readMemberMailingFile(extranet.db, asked);
    if (!file) throw unknown();
    const { name, kind, sha256, uploadedAt: changedAt, content } = file;
    const { type } = MAILING_FILES[kind];
    const bytes = content.length;
    async function* read({ start, end }: { start: number; end: number }) {
      yield content.subarray(start, end + 1);
    }
    await sendStoredFile(req, res, { name, type, bytes, sha256, changedAt, read }, extranet.linkContext.log);
  });
}

function preferenceRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  app.get('/courriers/preferences', member, async (req, res) => {
    const wishes = await listMailingWishes(extranet.db, memberOf(res).actor.personId);
    const page = <PreferencesPage wishes={wishes} token={csrfToken(res)} saved={req.query.fait === 'preferences'} />;
    await send(
      extranet,
      res,
      'Ce que je reçois',
      <>
        <BackLink href="/courriers" label="Courriers" />
        {page}
      </>,
    );
  });
  app.post('/courriers/preferences', member, async (req, res) => {
    const wishes = Object.fromEntries(LEAVABLE_KINDS.map((kind) => [kind, formText(req, kind) === 'oui']));
    await changeOwnWishes({ ...extranet.linkContext, actor: memberOf(res).actor }, wishes);
    res.redirect(303, '/courriers/preferences?fait=preferences');
  });
}

async function send(extranet: Extranet, res: Response, title: string, children: ReactNode): Promise<void> {
  sendPage(res, 200, {
    ...{ title, children },
    secretariat: await extranet.readSecretariat(),
    signedIn: { current: 'mailings' },
  });
}

function Said({ words, found }: { words: string; found: number }) {
  return (
    <p role="status">
      {found === 0 ? 'Aucun courrier' : found === 1 ? '1 courrier' : `${found} courriers`} pour « {words} ».{' '}
      <a href="/courriers">Voir tout</a>
    </p>
  );
}

/** What is not for this member is as if it were not. */
function idOf(req: Request, name: 'id' | 'file'): string {
  const id = String(req.params[name]);
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw unknown();
  return id;
}

function unknown(): NotFoundError {
  return new NotFoundError('no such mailing for this member', {
    userMessage: 'Ce courrier n’existe pas, ou il n’était pas adressé à un rôle que vous exercez.',
  });
}
