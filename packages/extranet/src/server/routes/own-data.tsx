import { memberOf } from '@guichet/shared/auth/require-session';
import { InvalidInputError } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import type { Express, RequestHandler } from 'express';
import { exportOwnData, writeOwnExport } from '../../reads/export-own-data.ts';
import { readOwnData } from '../../reads/read-own-data.ts';
import { showsContacts } from '../../reads/shows-contacts.ts';
import { type Extranet, today } from '../extranet.ts';
import { sendPage } from '../frame.tsx';
import { OwnDataPage } from '../pages/dossier/own-data-page.tsx';

/** What is recorded about the member who is signed in: to read, to take along, to have corrected. */
export function ownDataRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  app.get('/mes-donnees', member, async (_req, res) => {
    const { actor, pos } = memberOf(res);
    const [data, secretariat, contacts] = await Promise.all([
      readOwnData(extranet.db, { personId: actor.personId, accountId: actor.id }),
      extranet.readSecretariat(),
      showsContacts(
        extranet.db,
        pos.map(({ poId }) => poId),
        extranet.settingDefaults,
      ),
    ]);
    sendPage(res, 200, {
      title: 'Mes données',
      secretariat,
      signedIn: { current: 'own' },
      children: (
        <OwnDataPage
          data={data}
          today={today(extranet)}
          csrf={csrfToken(res)}
          // A correction of a person is asked by whichever PO: the first will do.
          reportAction={`/dossier/${pos[0]?.fase}/signaler`}
          privacyUrl={`${extranet.intakeUrl}/vie-privee`}
          secretariat={secretariat}
          showsContacts={contacts}
        />
      ),
    });
  });

  // Posted, so that no link and no history of a browser leads to a copy.
  app.post('/mes-donnees/copie', member, async (req, res) => {
    const { actor } = memberOf(res);
    const { format } = req.body as Record<string, unknown>;
    if (format !== 'json' && format !== 'texte')
      throw new InvalidInputError('the format of a copy is json or texte', [
        { path: 'format', message: 'Choisissez.' },
      ]);
    await extranet.downloads.consume(actor.id);
    const asked = { personId: actor.personId, accountId: actor.id, now: extranet.now() };
    const data = await exportOwnData(extranet.db, asked);
    res.setHeader('Content-Disposition', `attachment; filename="mes-donnees.${format === 'json' ? 'json' : 'txt'}"`);
    if (format === 'json') return res.type('application/json').send(JSON.stringify(data, null, 2));
    res.type('text/plain; charset=utf-8').send(writeOwnExport(data));
  });
}
