import { memberOf } from '@guichet/shared/auth/require-session';
import { type DoorSubject, openFormDoor } from '@guichet/shared/commands/accounts/open-form-door';
import { parseFase } from '@guichet/shared/domain/identifiers';
import { ForbiddenError } from '@guichet/shared/errors/errors';
import type { Express, RequestHandler } from 'express';
import { showsContacts } from '../../reads/shows-contacts.ts';
import type { Extranet } from '../extranet.ts';

/**
 * "Signaler un changement": opens a door to the public form, about what the button stood beside, and leads there. The
 * address holds a secret that opens once; who asks and about whom stays in the database.
 */
export function reportChangeRoutes(app: Express, extranet: Extranet, member: RequestHandler): void {
  app.post('/dossier/:fase/signaler', member, async (req, res) => {
    const { actor, pos } = memberOf(res);
    const fase = parseFase(String(req.params.fase));
    const held = pos.find((candidate) => candidate.fase === fase);
    if (!held)
      throw new ForbiddenError('no mandate in this PO today', {
        userMessage: 'Ce PO n’est pas le vôtre aujourd’hui : rien n’a été ouvert.',
      });
    await extranet.doors.consume(actor.id);
    const { db, tokenKeys: keys } = extranet.linkContext;
    const { sujet } = req.body as Record<string, unknown>;
    const about = subjectOf(sujet, await showsContacts(db, [held.poId], extranet.settingDefaults));
    const wanted = { keys, accountId: actor.id, poId: held.poId, now: extranet.now(), about };
    const secret = await db.transaction((tx) => openFormDoor(tx, wanted));
    res.redirect(303, `${extranet.intakeUrl}/arriver/${secret}`);
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What is nothing that a button of ours says is nothing in particular: the form then asks. */
function subjectOf(value: unknown, contacts: boolean): DoorSubject {
  const [kind, id = ''] = typeof value === 'string' ? value.split(':', 2) : [];
  if (kind === 'po') return { kind };
  if (kind === 'school' && UUID.test(id)) return { kind, id };
  if (kind === 'member' && UUID.test(id)) return { kind, id, showsContacts: contacts };
  return { kind: 'any' };
}
