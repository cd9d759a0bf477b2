import type { Database } from '@guichet/shared/db/client';
import { formatDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { formatName } from '@guichet/shared/domain/names';
import { formatPeriod } from '@guichet/shared/domain/periods';
import { ROLE_LABELS } from '@guichet/shared/domain/roles';
import { formatFieldValue, PERSON_FIELD_LABELS } from '@guichet/shared/effects/describe-effect';
import { COLUMN_LABELS } from '@guichet/shared/privacy/column-labels';
import { RETENTION } from '@guichet/shared/privacy/retention';
import { PURPOSES } from '@guichet/shared/privacy/retention-rule';
import type { ConsentGiven } from '@guichet/shared/contracts/privacy';
import { listConsentsGiven, sayConsentGiven } from '@guichet/shared/reads/list-consents-given';
import { sql } from 'drizzle-orm';
import { type OwnData, readOwnData } from './read-own-data.ts';
import { sayOrigin } from './say-origin.ts';

/** A copy of what is recorded about a member, to keep. Words in French, moments in UTC (ISO 8601). */
export type OwnExport = {
  madeAt: string;
  name: string;
  mandates: string[];
  history: { field: string; from: string; to: string; origin: string }[];
  /** Which platforms were let know who they are. */
  consents: ConsentGiven[];
  /** Who read it lately. */
  readings: { what: string; at: string }[];
  parts: {
    table: string;
    holds: string;
    purpose: string;
    basis: string;
    rows: { label: string; value: unknown }[][];
  }[];
  /** What the secretariat hands out on demand, after reading it: why. */
  onDemand: { holds: string; why: string }[];
};

type Row = Record<string, unknown>;

/** Every personal column about the member that the secretariat need not look through first. */
export async function exportOwnData(
  db: Database,
  asked: { personId: string; accountId: string; now: Date },
): Promise<OwnExport> {
  const [data, consents, [found]] = await Promise.all([
    readOwnData(db, asked),
    listConsentsGiven(db, [asked.accountId]),
    db.execute<{ parts: { table: string; rows: Row[] }[] | null }>(
      sql`select rows_of_member(${asked.accountId}::uuid) as parts`,
    ),
  ]);
  return {
    madeAt: asked.now.toISOString(),
    name: formatName(data.person),
    mandates: data.mandates.map(sayMandate),
    history: data.changes.map(({ field, from, to, causeId }) => ({
      field: PERSON_FIELD_LABELS[field] ?? field,
      from: formatFieldValue(field, from),
      to: formatFieldValue(field, to),
      origin: sayOrigin(data.causes.get(causeId)),
    })),
    consents,
    readings: data.readings.map(({ poName, at }) => ({
      what: poName === null ? 'votre page' : `le dossier «\u00a0${poName}\u00a0»`,
      at: at.toISOString(),
    })),
    parts: (found?.parts ?? []).flatMap(({ table, rows }) => sayPart(table, rows)),
    onDemand: [
      {
        holds: 'Les demandes faites à votre sujet par d’autres personnes',
        why: 'elles parlent aussi d’autres personnes, et peuvent attendre une décision',
      },
      ...Object.values(RETENTION).flatMap(({ holds, handedOut: why }) => (why === undefined ? [] : [{ holds, why }])),
    ],
  };
}

function sayMandate({ po, period, roles }: OwnData['mandates'][number]): string {
  const held = roles.map(({ role, period: over }) => `${ROLE_LABELS[role]} (${formatPeriod(over)})`);
  return `${po.name} (FASE ${po.fase}), ${formatPeriod(period)}${held.length > 0 ? ` : ${held.join(', ')}` : ''}`;
}

function sayPart(table: string, rows: readonly Row[]): OwnExport['parts'] {
  const retention = RETENTION[table];
  const said = rows.map(sayRow).filter((row) => row.length > 0);
  if (!retention || said.length === 0) return [];
  const { text, basis } = PURPOSES[retention.purpose];
  return [{ table, holds: retention.holds, purpose: text, basis, rows: said }];
}

function sayRow(row: Row): { label: string; value: unknown }[] {
  return Object.entries(row).flatMap(([column, value]) =>
    value === null || value === '' ? [] : [{ label: COLUMN_LABELS[column] ?? column, value }],
  );
}

/** The same as a text that anybody can read and print. */
export function writeOwnExport(data: OwnExport): string {
  const lines = [
    `Vos données, telles qu’elles sont enregistrées — ${data.name}`,
    `Copie faite le ${sayDay(data.madeAt)}`,
    ...section('Vos mandats', data.mandates),
    ...section(
      'Ce qui a changé',
      data.history.map(({ field, from, to, origin }) => `${field} : ${from} → ${to} (${origin})`),
    ),
    ...section('Vos accords aux plateformes', data.consents.map(sayConsentGiven)),
    ...section(
      'Lu par le secrétariat, récemment',
      data.readings.map(({ what, at }) => `le ${sayDay(at)} : ${what}`),
    ),
    ...data.parts.flatMap(({ holds, purpose, basis, rows }) => [
      ...title(holds),
      `Pourquoi : ${purpose}. ${basis}.`,
      ...rows.flatMap((row) => ['', ...row.map(({ label, value }) => `${label} : ${sayValue(value)}`)]),
    ]),
    ...section(
      'Ce que le secrétariat vous remet sur demande',
      data.onDemand.map(({ holds, why }) => `${holds} : ${why}`),
    ),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

const sayDay = (moment: string): string => formatDate(todayInBrussels(new Date(moment)));

function section(name: string, lines: readonly string[]): string[] {
  return [...title(name), ...(lines.length > 0 ? lines.map((line) => `- ${line}`) : ['Rien.'])];
}

const title = (name: string): string[] => ['', name, '='.repeat(name.length)];

function sayValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
