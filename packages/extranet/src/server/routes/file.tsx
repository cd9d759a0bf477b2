import { memberOf } from '@guichet/shared/auth/require-session';
import { po } from '@guichet/shared/db/tables/po';
import type { Role } from '@guichet/shared/domain/roles';
import { parseFase } from '@guichet/shared/domain/identifiers';
import { NotFoundError } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { BackLink } from '@guichet/shared/ui/back-link';
import { LinkButton } from '@guichet/shared/ui/button';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { eq } from 'drizzle-orm';
import type { Express, RequestHandler, Response } from 'express';
import { readLastConfirmation } from '../../reads/read-last-confirmation.ts';
import { readPoFile } from '../../reads/read-po-file.ts';
import { showsContacts } from '../../reads/shows-contacts.ts';
import { type Extranet, today, trackingUrl } from '../extranet.ts';
import { sendPage } from '../frame.tsx';
import { VerificationBlock } from '../pages/verification/verification-block.tsx';
import { PoFilePage } from '../pages/po-file-page.tsx';
import { PoList } from '../pages/po-list.tsx';

/** Those who answer for a PO, and see where its requests stand. */
const ANSWERING: readonly Role[] = ['president', 'secretary'];

/** The file of each PO where the member holds a mandate today; no other, whoever knows its number. */
export function fileRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  app.get('/dossier', member, async (_req, res) => {
    const { pos } = memberOf(res);
    const [only] = pos;
    if (only && pos.length === 1) return res.redirect(303, `/dossier/${only.fase}`);
    sendPage(res, 200, {
      title: 'Vos dossiers',
      secretariat: await extranet.readSecretariat(),
      signedIn: { current: 'file' },
      children: (
        <>
          <PageTitle>Vos dossiers</PageTitle>
          <PoList pos={pos} />
        </>
      ),
    });
  });

  app.get('/dossier/:fase', member, async (req, res) => {
    const { actor, pos } = memberOf(res);
    const fase = parseFase(String(req.params.fase));
    const held = pos.find((candidate) => candidate.fase === fase);
    if (!held) return sendNotYours(extranet, res, fase);
    const day = today(extranet);
    const asked = { poId: held.poId, personId: actor.personId, accountId: actor.id, today: day };
    const answers = held.roles.some((role) => ANSWERING.includes(role));
    const contacts = await showsContacts(extranet.db, [held.poId], extranet.settingDefaults);
    const file = await readPoFile(extranet.db, { ...asked, answers, contacts });
    if (!file) throw new NotFoundError(`no PO ${fase}`);
    sendPage(res, 200, {
      title: file.po.name,
      secretariat: file.region,
      signedIn: { current: 'file' },
      children: (
        <>
          {pos.length > 1 && <BackLink href="/dossier" label="Vos dossiers" />}
          <PoFilePage
            file={file}
            today={day}
            csrf={csrfToken(res)}
            reportAction={`/dossier/${held.fase}/signaler`}
            trackingUrl={(reference) => trackingUrl(extranet, reference)}
            freshness={
              <VerificationBlock {...held} lastConfirmation={await readLastConfirmation(extranet.db, held.poId)} />
            }
          />
        </>
      ),
    });
  });
}

/** That a PO exists is public; what its file holds is for its members. */
async function sendNotYours(extranet: Extranet, res: Response, fase: number | null): Promise<void> {
  const [known] =
    fase === null ? [] : await extranet.db.select({ name: po.name }).from(po).where(eq(po.fase, fase)).limit(1);
  if (!known) throw new NotFoundError('no PO with this number');
  sendPage(res, 403, {
    title: 'Ce dossier n’est pas le vôtre',
    secretariat: await extranet.readSecretariat(),
    signedIn: { current: 'file' },
    children: (
      <>
        <PageTitle caption={known.name}>Ce dossier n’est pas le vôtre</PageTitle>
        <p>Le dossier d’un Pouvoir organisateur s’ouvre aux personnes qui y exercent un mandat aujourd’hui.</p>
        <p>
          <LinkButton kind="quiet" href="/dossier">
            Voir mes dossiers
          </LinkButton>
        </p>
      </>
    ),
  });
}
