import { GuichetError } from '@guichet/shared/errors/errors';
import { readCookie } from '@guichet/shared/http/cookies';
import { type FormValues, readValues } from '@guichet/shared/request-types/fields';
import { isRequestTypeName } from '@guichet/shared/request-types/forms';
import type { CookieOptions, Request, Response } from 'express';
import { stepForm } from '../../form/step-forms.ts';
import type { Draft } from './draft.ts';
import { createSealer } from './sealer.ts';

export type DraftKey = string;

/** Where drafts are kept. Every page goes through this, so that another place needs no other page. */
export type DraftStore = {
  load: (req: Request, key: DraftKey) => Promise<Draft | null>;
  /** Keeps the draft under a raised version. @throws DraftTooLongError, and the former one stays */
  save: (req: Request, res: Response, key: DraftKey, draft: Draft) => Promise<void>;
  clear: (req: Request, res: Response, key: DraftKey) => Promise<void>;
};

export class DraftTooLongError extends GuichetError {
  constructor() {
    super('too-large', 'the draft does not fit into its cookies', {
      userMessage: 'Vos réponses sont trop longues pour être gardées : raccourcissez les textes.',
    });
  }
}

/** Days that an unsent draft stays in the browser; the pages say so. */
export const DRAFT_DAYS = 30;

/** Browsers take 4 kB for each cookie, name included, and servers 16 kB for all headers together. */
const PIECE = 3_800;
const MOST_PIECES = 3;

/** Raised when the shape below changes: a draft of another shape is no draft. */
const SHAPE = 1;

/**
 * Drafts that live in the browser of who writes them, sealed so that neither other people on that computer nor anybody
 * on the way reads them. Each has its own path, so that two drafts never meet and no other page receives them.
 */
export function cookieDrafts(options: { tokenKeys: readonly string[]; publicUrl: string }): DraftStore {
  const sealer = createSealer(options.tokenKeys, 'draft');
  const https = options.publicUrl.startsWith('https:');
  const nameOf = (piece: number) => `${https ? '__Secure-' : ''}intake-form-draft-${piece}`;
  const attributes = (key: DraftKey): CookieOptions => ({
    httpOnly: true,
    sameSite: 'lax',
    secure: https,
    path: `/envoi/${key}`,
  });
  const dropFrom = (req: Request, res: Response, key: DraftKey, first: number) => {
    for (let piece = first; piece < MOST_PIECES; piece += 1)
      if (readCookie(req, nameOf(piece)) !== undefined) res.clearCookie(nameOf(piece), attributes(key));
  };
  return {
    load: async (req, key) => {
      let sealed = '';
      for (let piece = 0; piece < MOST_PIECES; piece += 1) sealed += readCookie(req, nameOf(piece)) ?? '';
      const text = sealed === '' ? null : sealer.unseal(sealed, key);
      return text === null ? null : unpack(text);
    },
    save: async (req, res, key, draft) => {
      const sealed = sealer.seal(pack({ ...draft, version: draft.version + 1 }), key);
      const pieces = Math.ceil(sealed.length / PIECE);
      if (pieces > MOST_PIECES) throw new DraftTooLongError();
      const kept = { ...attributes(key), maxAge: DRAFT_DAYS * 86_400_000 };
      for (let piece = 0; piece < pieces; piece += 1)
        res.cookie(nameOf(piece), sealed.slice(piece * PIECE, (piece + 1) * PIECE), kept);
      dropFrom(req, res, key, pieces);
    },
    clear: async (req, res, key) => dropFrom(req, res, key, 0),
  };
}

/** Empty answers are left out: a form has many, and cookies are small. */
function pack(draft: Draft): string {
  const requests = draft.requests.map(({ type, values }) => ({ type, values: given(values) }));
  return JSON.stringify({ shape: SHAPE, ...draft, requests, submitter: given(draft.submitter) });
}

function given(values: FormValues): Partial<FormValues> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) =>
      typeof value === 'string' || Array.isArray(value) ? value.length > 0 : Object.values(value).some(Boolean),
    ),
  );
}

/** Only we write drafts, but perhaps an older or a newer we. */
function unpack(text: string): Draft | null {
  const { shape, requests, submitter, ...draft } = JSON.parse(text) as Draft & { shape: number };
  if (shape !== SHAPE || !requests.every(({ type }) => isRequestTypeName(type))) return null;
  return {
    ...draft,
    requests: requests.map(({ type, values }) => ({ type, values: readValues(stepForm(type).groups, values) })),
    submitter: readValues(stepForm('submitter').groups, submitter),
  };
}
