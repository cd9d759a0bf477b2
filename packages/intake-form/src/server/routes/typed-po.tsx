import type { Issue } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { type FormValues, readValues } from '@guichet/shared/request-types/fields';
import { requestForm } from '@guichet/shared/request-types/forms';
import type { Express, Request, Response } from 'express';
import { checkAnswers } from '../../form/check-answers.ts';
import { typedPoForm } from '../../form/typed-po-form.ts';
import { type DraftPo, newDraft, sayPo, typedPoValues, withPo } from '../drafts/draft.ts';
import type { Intake } from '../intake.ts';
import { bodyOf, loadDraft } from './envoi.ts';
import { askedType, captionOf, startDraft } from './po.tsx';
import { saveStep } from './save-step.ts';
import { sendStep } from './send-step.tsx';

/** "My PO is not in the list": its name and address are typed. */
export function typedPoRoutes(app: Express, intake: Intake): void {
  app.get('/po/autre', (req, res) => {
    const type = askedType(req);
    if (type === null) return res.redirect(303, '/');
    sendTypedPo(req, res, requestForm(type).label, typedPoValues(null), []);
  });

  app.post('/po/autre', async (req, res) => {
    const type = askedType(req);
    if (type === null) return res.redirect(303, '/');
    const { values, issues, back } = read(req);
    if (back && !values.name && !values.address) return res.redirect(303, `/po?demande=${type}`);
    if (!back && issues.length > 0) return sendTypedPo(req, res, requestForm(type).label, values, issues);
    await startDraft(
      intake,
      req,
      res,
      newDraft(type, typedPo(values), intake.submit.now()),
      back ? { name: 'po' } : undefined,
    );
  });

  app.get('/envoi/:key/po/autre', async (req, res) => {
    const draft = await loadDraft(intake, req, res);
    if (draft) sendTypedPo(req, res, captionOf({ ...draft, po: null }), typedPoValues(draft.po), [], draft.version);
  });

  app.post('/envoi/:key/po/autre', async (req, res) => {
    const draft = await loadDraft(intake, req, res);
    if (!draft) return;
    const { values, issues, back } = read(req);
    // What was chosen from the list stays until something was typed in its place.
    const stays = back && !values.name && !values.address;
    await saveStep(intake, req, res, {
      step: { name: 'po' },
      draft,
      change: (latest) => (stays ? latest : withPo(latest, typedPo(values))),
      issues,
      showAgain: ({ issues: wrong, draft: latest, newer }) =>
        sendTypedPo(
          req,
          res,
          captionOf({ ...latest, po: null }),
          values,
          wrong,
          latest.version,
          newer ? latest.po : undefined,
        ),
    });
  });
}

function read(req: Request): { values: FormValues; issues: Issue[]; back: boolean } {
  const values = readValues(typedPoForm.groups, bodyOf(req));
  const checked = checkAnswers(typedPoForm, values);
  return { values, issues: checked.ok ? [] : checked.issues, back: bodyOf(req)._op === 'back' };
}

function typedPo(values: FormValues): DraftPo {
  return { id: null, name: String(values.name), address: String(values.address) };
}

function sendTypedPo(
  req: Request,
  res: Response,
  caption: string,
  values: FormValues,
  issues: readonly Issue[],
  version?: number,
  newer?: DraftPo | null,
): void {
  sendStep(res, {
    hidden: version === undefined ? undefined : { version: String(version) },
    newer:
      newer === undefined
        ? undefined
        : { keepHref: req.path.replace(/\/autre$/, ''), told: `Le PO enregistré est « ${sayPo(newer)} ».`, rows: [] },
    form: 'typed-po',
    action: req.originalUrl,
    csrf: csrfToken(res),
    progress: { current: 1, label: 'le PO' },
    title: 'Quel est votre PO ?',
    caption,
    intro: 'Écrivez-le tel qu’il s’appelle : le secrétariat retrouvera de quel PO il s’agit.',
    values,
    issues,
    schools: null,
  });
}
