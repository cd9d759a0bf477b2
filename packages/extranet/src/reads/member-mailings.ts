import { mailingBody, type MailingBody } from '@guichet/shared/contracts/mailing-body';
import type { Database } from '@guichet/shared/db/client';
import { po } from '@guichet/shared/db/tables/po';
import type { MailingFileKind } from '@guichet/shared/domain/mailings/mailing-files';
import type { MailingKind } from '@guichet/shared/domain/mailings/mailing-kinds';
import { ROLES, type Role } from '@guichet/shared/domain/roles';
import { inArray, sql } from 'drizzle-orm';

/** Why a member reads a mailing: the role, in which PO; `role` null: written to by hand. */
export type ReadingReason = { poName: string; role: Role | null };
export type MemberMailing = {
  id: string;
  kind: MailingKind;
  subject: string;
  at: Date;
  /** Addressed to this member; otherwise to whoever held the role then. */
  own: boolean;
  reasons: ReadingReason[];
};
export type MemberMailingText = MemberMailing & { body: MailingBody; files: MemberMailingFile[] };
export type MemberMailingFile = { id: string; name: string; kind: MailingFileKind; bytes: number; attached: boolean };

type Row = Omit<MemberMailing, 'at' | 'reasons'> & {
  at: string;
  reasons: { poId: string; role?: Role | null; insteadOf?: Role | null }[];
};

/** What was written to a member, and to the roles that they hold today; the newest first. */
export async function listMemberMailings(db: Database, accountId: string): Promise<MemberMailing[]> {
  const rows = await db.execute<Row>(sql`select * from list_member_mailings(${accountId}::uuid) order by at desc, id`);
  return withNames(db, rows);
}

/** One of them with its text; null when it is not for this member. */
export async function readMemberMailing(
  db: Database,
  accountId: string,
  mailingId: string,
): Promise<MemberMailingText | null> {
  const [row] = await db.execute<Row & { body: unknown }>(
    sql`select * from read_member_mailing(${accountId}::uuid, ${mailingId}::uuid)`,
  );
  if (!row) return null;
  const [[found], files] = await Promise.all([
    withNames(db, [row]),
    db.execute<Omit<MemberMailingFile, 'bytes'> & { bytes: string }>(
      sql`select * from list_member_mailing_files(${accountId}::uuid, ${mailingId}::uuid)`,
    ),
  ]);
  if (!found) return null;
  const sized = files.map((file) => ({ ...file, bytes: Number(file.bytes) }));
  return { ...found, body: mailingBody.parse(row.body), files: sized };
}

export type StoredMailingFile = {
  name: string;
  kind: MailingFileKind;
  sha256: string;
  uploadedAt: Date;
  content: Uint8Array;
};

/** A file of a mailing that this member may read; null otherwise. */
export async function readMemberMailingFile(
  db: Database,
  asked: { accountId: string; mailingId: string; fileId: string },
): Promise<StoredMailingFile | null> {
  const [row] = await db.execute<Omit<StoredMailingFile, 'uploadedAt'> & { uploaded_at: string }>(
    sql`select * from read_member_mailing_file(${asked.accountId}::uuid, ${asked.mailingId}::uuid, ${asked.fileId}::uuid)`,
  );
  if (!row) return null;
  const { uploaded_at: uploadedAt, ...file } = row;
  return { ...file, uploadedAt: new Date(uploadedAt) };
}

async function withNames(db: Database, rows: readonly Row[]): Promise<MemberMailing[]> {
  const ids = [...new Set(rows.flatMap(({ reasons }) => reasons.map(({ poId }) => poId)))];
  const named =
    ids.length === 0 ? [] : await db.select({ id: po.id, name: po.name }).from(po).where(inArray(po.id, ids));
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return rows.map(({ id, kind, subject, at, own, reasons }) => {
    const said = new Map<string, ReadingReason>();
    for (const { poId, role = null } of reasons) {
      const poName = names.get(poId) ?? '';
      said.set(`${poName}/${role}`, { poName, role });
    }
    const inOrder = [...said.values()].sort((a, b) => placeOf(a) - placeOf(b));
    return { id, kind, subject, own, at: new Date(at), reasons: inOrder };
  });
}

const placeOf = ({ role }: ReadingReason): number => (role === null ? ROLES.length : ROLES.indexOf(role));
