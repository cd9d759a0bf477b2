import { splitDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { NotFoundError } from '@guichet/shared/errors/errors';
import { type RetentionPeriods, retentionPeriods } from '@guichet/shared/privacy/retention-periods';
import { isRequestTypeName } from '@guichet/shared/request-types/forms';
import type { Express, Request } from 'express';
import { formTexts } from '../form-texts.ts';
import type { Intake } from '../intake.ts';
import { sendPage } from '../pages/frame.tsx';
import { type BegunEnvoi, HomePage } from '../pages/home-page.tsx';
import { PrivacyPage } from '../pages/privacy-page.tsx';
import type { Secretariat } from '../reads/list-secretariats.ts';

export function homeRoutes(app: Express, intake: Intake): void {
  app.get('/', async (req, res) => {
    const { po, perdu } = req.query;
    const fase = typeof po === 'string' && /^\d{1,6}$/.test(po) ? po : undefined;
    sendPage(res, 200, {
      title: 'Guichet PO',
      description: 'Annoncer au secrétariat un changement dans votre Pouvoir organisateur.',
      children: (
        <HomePage
          secretariats={await listIfReachable(intake)}
          fase={fase}
          lost={perdu !== undefined}
          texts={formTexts(res)}
          begun={await begunEnvois(intake, req)}
        />
      ),
    });
  });

  // For links that name what they are about.
  app.get('/demande/:type', (req, res) => {
    const { type } = req.params;
    if (!isRequestTypeName(type)) throw new NotFoundError('no request type has such a name');
    res.redirect(303, `/po?demande=${type}`);
  });

  app.get('/vie-privee', async (_req, res) => {
    sendPage(res, 200, {
      title: 'Vie privée',
      current: 'privacy',
      children: <PrivacyPage secretariats={await listIfReachable(intake)} periods={await periodsIfReachable(intake)} />,
    });
  });
}

/** What this browser has begun: PO and day, no more, for others may sit before it. */
async function begunEnvois(intake: Intake, req: Request): Promise<BegunEnvoi[]> {
  const drafts = await intake.drafts.list(req).catch(() => []);
  return drafts.map(({ key, draft }) => {
    const { day, month } = splitDate(todayInBrussels(new Date(draft.startedAt)));
    return {
      key,
      label: `Votre envoi du ${Number(day)}/${Number(month)} pour ${draft.po?.name || 'un PO'}`,
      resumeHref: `/envoi/${key}`,
      eraseHref: `/envoi/${key}/effacer`,
    };
  });
}

function periodsIfReachable(intake: Intake): Promise<RetentionPeriods> {
  return intake.readRetention().catch(() => retentionPeriods());
}

/** These pages say what they have to say also while the database is away. */
export function listIfReachable(intake: Intake): Promise<Secretariat[]> {
  return intake.listSecretariats().catch(() => []);
}
