import { randomBytes } from 'node:crypto';
import { secretDigest } from '@guichet/shared/auth/token-secrets';
import type { Database } from '@guichet/shared/db/client';
import { type SQL, sql } from 'drizzle-orm';
import type { Request, Response } from 'express';
import type { Draft } from './draft.ts';
import { draftCookies, MOST_DRAFTS } from './draft-cookies.ts';
import { DraftChangedError, type DraftKey, type DraftStore, DraftTooLongError } from './draft-store.ts';
import { packDraft, sameAnswers, unpackDraft } from './pack-draft.ts';
import { createSealer, MOST_TEXT } from '@guichet/shared/auth/sealer';

/** As the table has it. */
const MOST_SEALED = 64 * 1024;

/**
 * Drafts that stand in the database, encrypted with a secret that stands in the browser's cookie alone: who has the one
 * without the other has nothing.
 */
export function databaseDrafts({ db, publicUrl }: { db: Database; publicUrl: string }): DraftStore {
  const cookies = draftCookies(publicUrl);

  const open = async (key: DraftKey, secret: string): Promise<Draft | null> => {
    const [row] = await db.execute<{ content: Uint8Array; version: number }>(
      sql`select content, version from load_draft(${key}, ${digestOf(secret)})`,
    );
    const text = row && sealerOf(secret).unseal(toText(row.content), contextOf(key, row.version));
    return row && text ? unpackDraft(text, row.version) : null;
  };
  const store = async (key: DraftKey, secret: string, draft: Draft): Promise<void> => {
    const text = packDraft(draft);
    if (Buffer.byteLength(text) > MOST_TEXT) throw new DraftTooLongError();
    const sealed = Buffer.from(sealerOf(secret).seal(text, contextOf(key, draft.version + 1)), 'base64url');
    if (sealed.length > MOST_SEALED) throw new DraftTooLongError();
    const [row] = await db.execute<{ saved: number | null }>(
      sql`select save_draft(${key}, ${digestOf(secret)}, ${bytes(sealed)}, ${draft.version}::integer) as saved`,
    );
    if (typeof row?.saved !== 'number') throw new DraftChangedError();
  };
  /** Ends the draft, if this browser holds it, and lets go of the cookie. */
  const end = async (req: Request, res: Response, key: DraftKey, how: (digest: SQL) => SQL): Promise<void> => {
    const secret = cookies.secretOf(req, key);
    if (secret === null) return;
    await db.execute(how(digestOf(secret)));
    cookies.drop(req, res, key);
  };

  return {
    load: async (req, key) => {
      const secret = cookies.secretOf(req, key);
      return secret === null ? null : open(key, secret);
    },
    list: async (req) => {
      const held = cookies.held(req).slice(0, MOST_DRAFTS);
      const found = await Promise.all(held.map(async ({ key, secret }) => ({ key, draft: await open(key, secret) })));
      return found.flatMap(({ key, draft }) => (draft === null ? [] : [{ key, draft }]));
    },
    start: async (req, res, draft) => {
      const key = randomBytes(16).toString('base64url');
      const secret = randomBytes(32).toString('base64url');
      await store(key, secret, { ...draft, version: 0 });
      cookies.keep(req, res, key, secret);
      return key;
    },
    save: async (req, res, key, draft) => {
      const secret = cookies.secretOf(req, key);
      if (secret === null) throw new DraftChangedError();
      await store(key, secret, draft);
      cookies.keep(req, res, key, secret);
    },
    erase: (req, res, key) => end(req, res, key, (digest) => sql`select erase_draft(${key}, ${digest})`),
    close: (req, res, key) => end(req, res, key, (digest) => sql`select close_draft(${key}, ${digest})`),
    sentVersion: async (key) => {
      const [row] = await db.execute<{ version: number | null }>(sql`select sent_draft_version(${key}) as version`);
      return row?.version ?? null;
    },
    secretOf: (req, key) => cookies.secretOf(req, key),
    adopt: async (req, res, { key, secret }, change) => {
      const draft = await open(key, secret);
      if (draft === null) return null;
      const changed = change(draft);
      // Another page that saves at this moment is not held up: what is changed here is a convenience.
      if (!sameAnswers(changed, draft)) await store(key, secret, changed).catch(ignoreIfChanged);
      cookies.keep(req, res, key, secret);
      return changed;
    },
  };
}

function ignoreIfChanged(error: unknown): void {
  if (!(error instanceof DraftChangedError)) throw error;
}

/** A text of another version, or of another draft, does not open. */
const contextOf = (key: DraftKey, version: number): string => `${key}:${version}`;
const sealerOf = (secret: string) => createSealer([secret], 'draft');
const toText = (content: Uint8Array): string => Buffer.from(content).toString('base64url');
const digestOf = (secret: string): SQL => bytes(secretDigest(secret));
/** As hexadecimal digits: the driver would take bytes for text. */
const bytes = (value: Uint8Array): SQL => sql`decode(${Buffer.from(value).toString('hex')}, 'hex')`;
