/** What becomes of a question that the secretariat asks the author of a request. */
export const CORRECTION_STATES = ['open', 'answered', 'cancelled', 'withdrawn', 'lapsed'] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

/** As staff read them. */
export const CORRECTION_LABELS: Record<CorrectionState, string> = {
  open: 'en attente de réponse',
  answered: 'répondue',
  cancelled: 'annulée',
  withdrawn: 'demande retirée',
  lapsed: 'restée sans réponse',
};

/** In working days of Belgium after the question. */
export type CorrectionDelays = { reminderDays: readonly number[]; lapseDays: number };

export const DEFAULT_CORRECTION_DELAYS: CorrectionDelays = { reminderDays: [5, 12], lapseDays: 30 };
