import { InvalidInputError } from '@guichet/shared/errors/errors';
import { csrfToken } from '@guichet/shared/http/csrf';
import { getPublicPo } from '@guichet/shared/reads/public-pos';
import { searchPos } from '@guichet/shared/reads/search-pos';
import { isRequestTypeName, type RequestTypeName, requestForm } from '@guichet/shared/request-types/forms';
import type { Express, Request, Response } from 'express';
import { hasPo } from '../drafts/check-draft.ts';
import { type Draft, type DraftPo, newDraft, sayPo, withPo } from '../drafts/draft.ts';
import { nextStep, pathOf, type Step } from '../drafts/steps.ts';
import type { Intake } from '../intake.ts';
import { sendPage } from '../pages/frame.tsx';
import { OtherPoPage } from '../pages/other-po-page.tsx';
import { PoPage, type PoPageProps } from '../pages/po-page.tsx';
import { bodyOf, endOfPo, keyOf, loadDraft } from './envoi.ts';
import { saveStep } from './save-step.ts';

const SHOWN = 12;
const SUGGEST = '/po/liste';

type Places = Pick<
  PoPageProps,
  'backHref' | 'searchAction' | 'chooseAction' | 'typedHref' | 'carried' | 'chosen' | 'ended' | 'version'
>;

/** The search of a PO, before an envoi exists and within one. */
export function poRoutes(app: Express, intake: Intake): void {
  app.get('/po', async (req, res) => {
    const type = askedType(req);
    if (type === null) return res.redirect(303, '/');
    await sendSearch(intake, req, res, requestForm(type).label, {
      backHref: '/',
      searchAction: '/po',
      carried: { name: 'demande', value: type },
      chooseAction: `/po?demande=${type}`,
      typedHref: `/po/autre?demande=${type}`,
    });
  });

  // The same search for the script of the page. It reads public columns only.
  app.get(SUGGEST, async (req, res) => {
    const { q } = req.query;
    res.json(await findPos(intake, typeof q === 'string' ? q : ''));
  });

  app.post('/po', async (req, res) => {
    const type = askedType(req);
    if (type === null) return res.redirect(303, '/');
    await startDraft(intake, req, res, newDraft(type, await chosenPo(intake, req), intake.submit.now()));
  });

  app.get('/envoi/:key/po', async (req, res) => {
    const draft = await loadDraft(intake, req, res);
    if (!draft) return;
    const here = pathOf(keyOf(req), { name: 'po' });
    const ended = (await endOfPo(intake, draft)) ?? undefined;
    const chosen = draft.po && hasPo(draft) && !ended ? { po: draft.po, keepHref: keepHref(req, draft) } : undefined;
    await sendSearch(intake, req, res, captionOf(draft), {
      backHref: '/',
      searchAction: here,
      chooseAction: here,
      typedHref: `${here}/autre`,
      chosen,
      ended,
      version: draft.version,
    });
  });

  app.post('/envoi/:key/po', async (req, res) => {
    const draft = await loadDraft(intake, req, res);
    if (!draft) return;
    const po = await chosenPo(intake, req);
    await saveStep(intake, req, res, {
      step: { name: 'po' },
      draft,
      change: (latest) => withPo(latest, po),
      issues: [],
      showAgain: ({ draft: latest }) => sendOtherPo(req, res, latest, po),
    });
  });
}

export function askedType(req: Request): RequestTypeName | null {
  const { demande } = req.query;
  return isRequestTypeName(demande) ? demande : null;
}

/** Makes the envoi, with the key that goes with it to its receipt. */
export async function startDraft(
  intake: Intake,
  req: Request,
  res: Response,
  draft: Draft,
  next: Step = nextStep(draft),
): Promise<void> {
  await intake.admission.admitStart(req.ip ?? '');
  const key = await intake.drafts.start(req, res, draft);
  res.redirect(303, pathOf(key, next));
}

export function captionOf(draft: Draft): string {
  const [request] = draft.requests;
  const label = request ? requestForm(request.type).label : '';
  return draft.po === null ? label : `${label} · ${sayPo(draft.po)}`;
}

/** On to what comes after the PO: also to what is already answered, so that nobody falls back to the summary. */
function keepHref(req: Request, draft: Draft): string {
  const next = nextStep(draft);
  return pathOf(keyOf(req), next.name === 'po' ? { name: 'request', index: 0 } : next);
}

async function chosenPo(intake: Intake, req: Request): Promise<DraftPo> {
  const { po } = bodyOf(req);
  const found = typeof po === 'string' ? await getPublicPo(intake.submit.db, po) : null;
  if (found) return found;
  throw new InvalidInputError('no PO of the list was chosen', [], {
    userMessage: 'Ce PO n’est pas dans la liste. Revenez en arrière et choisissez-en un autre.',
  });
}

async function findPos(intake: Intake, text: string) {
  const found = await searchPos(intake.submit.db, text, { limit: SHOWN + 1 });
  return { found: found.slice(0, SHOWN), more: found.length > SHOWN };
}

/** Another page has changed the envoi since this one was opened: both choices are shown, and neither is made. */
function sendOtherPo(req: Request, res: Response, draft: Draft, po: DraftPo): void {
  sendPage(res, 409, {
    title: 'Pour quel PO ?',
    draft: keyOf(req),
    children: (
      <OtherPoPage
        action={req.path}
        csrf={csrfToken(res)}
        hidden={{ version: String(draft.version), po: po.id ?? '' }}
        newer={sayPo(draft.po)}
        chosen={sayPo(po)}
        keepHref={keepHref(req, draft)}
      />
    ),
  });
}

async function sendSearch(intake: Intake, req: Request, res: Response, caption: string, places: Places) {
  const { q } = req.query;
  const text = typeof q === 'string' ? q : null;
  const { found, more } = text === null ? { found: [], more: false } : await findPos(intake, text);
  sendPage(res, 200, {
    title: 'Pour quel PO ?',
    script: 'src/client/po-search.ts',
    draft: places.chosen || places.ended ? keyOf(req) : undefined,
    children: (
      <PoPage
        {...places}
        caption={caption}
        csrf={csrfToken(res)}
        text={text}
        found={found}
        more={more}
        suggestHref={SUGGEST}
      />
    ),
  });
}
