import { csrfToken } from '@guichet/shared/http/csrf';
import type { Request, Response } from 'express';
import type { Intake } from '../intake.ts';
import { sendPage } from '../pages/frame.tsx';
import { TrackingHelpPage, type TrackingHelpPageProps } from '../pages/tracking-help-page.tsx';
import { listIfReachable } from './home.tsx';

/** Null for what is no secret of ours: the database need not be asked. */
export function secretOf(req: Request): string | null {
  const { secret } = req.params;
  return typeof secret === 'string' && /^[\w-]{43}$/.test(secret) ? secret : null;
}

/** The place of a request in its envoi; 0, which none has, for what is no number. */
export function positionOf(req: Request): number {
  const { position } = req.params;
  return typeof position === 'string' && /^[1-9]\d?$/.test(position) ? Number(position) : 0;
}

/** The page for those who have no link, or a dead one. */
export async function sendHelp(
  intake: Intake,
  res: Response,
  status: number,
  props: Omit<TrackingHelpPageProps, 'csrf' | 'secretariats'>,
): Promise<void> {
  sendPage(res, status, {
    title: props.dead ? 'Ce lien ne fonctionne pas' : 'Suivre une demande',
    current: 'tracking',
    hasErrors: (props.lost?.issues.length ?? 0) > 0,
    children: <TrackingHelpPage {...props} csrf={csrfToken(res)} secretariats={await listIfReachable(intake)} />,
  });
}

/** A link that is wrong, cut or too old. */
export function sendDeadLink(intake: Intake, res: Response): Promise<void> {
  return sendHelp(intake, res, 404, { dead: true });
}
