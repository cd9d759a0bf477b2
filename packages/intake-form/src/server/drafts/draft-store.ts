import { ConflictError, GuichetError } from '@guichet/shared/errors/errors';
import type { Request, Response } from 'express';
import type { Draft } from './draft.ts';

export type DraftKey = string;

/** Days that an unsent draft is kept after its last change; the pages say so, and save_draft() does it. */
export const DRAFT_DAYS = 30;

/** Where drafts are kept. Every page goes through this. */
export type DraftStore = {
  /** Null when this browser holds no such draft, or when it has left. */
  load: (req: Request, key: DraftKey) => Promise<Draft | null>;
  /** The drafts that this browser holds, the latest first. */
  list: (req: Request) => Promise<{ key: DraftKey; draft: Draft }[]>;
  /** Keeps a new draft under a key of its own. @throws DraftTooLongError */
  start: (req: Request, res: Response, draft: Draft) => Promise<DraftKey>;
  /**
   * Keeps the draft under a raised version.
   * @throws DraftTooLongError, DraftChangedError when `draft.version` is not the latest; the former one stays
   */
  save: (req: Request, res: Response, key: DraftKey, draft: Draft) => Promise<void>;
  /** Throws it away, here and wherever a link leads to it. */
  erase: (req: Request, res: Response, key: DraftKey) => Promise<void>;
  /** It has left: of its answers nothing stays. */
  close: (req: Request, res: Response, key: DraftKey) => Promise<void>;
  /** Which version left under this key; null when none did. */
  sentVersion: (key: DraftKey) => Promise<number | null>;
  /** The secret that opens it, which only the browser holds; null when this one does not. */
  secretOf: (req: Request, key: DraftKey) => string | null;
  /** Gives this browser the draft that a link has led to, changed as told. Null when the secret opens none. */
  adopt: (
    req: Request,
    res: Response,
    held: { key: DraftKey; secret: string },
    change: (draft: Draft) => Draft,
  ) => Promise<Draft | null>;
};

export class DraftTooLongError extends GuichetError {
  constructor() {
    super('too-large', 'the draft is longer than what is kept', {
      userMessage: 'Vos réponses sont trop longues pour être gardées : raccourcissez les textes.',
    });
  }
}

export class DraftChangedError extends ConflictError {
  constructor() {
    super('the draft has a later version', {
      userMessage: 'Vos réponses ont changé dans un autre onglet. Rechargez la page pour les voir.',
    });
  }
}
