import { formatLongDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { MAILING_KINDS } from '@guichet/shared/domain/mailings/mailing-kinds';
import { ROLE_LABELS } from '@guichet/shared/domain/roles';
import { Button } from '@guichet/shared/ui/button';
import { Tag } from '@guichet/shared/ui/tag';
import { TextField } from '@guichet/shared/ui/text-field';
import { typeset } from '@guichet/shared/ui/typeset';
import type { MemberMailing, ReadingReason } from '../../../reads/member-mailings.ts';

/** What was written to the roles of a member, by date. `news`: what came since the visit before. */
export function MailingList({ mailings, news }: { mailings: readonly MemberMailing[]; news: ReadonlySet<string> }) {
  return (
    <ul className="letters">
      {mailings.map((mailing) => (
        <li key={mailing.id}>
          <p className="letter-title">
            <a href={`/courriers/${mailing.id}`}>{typeset(mailing.subject)}</a>{' '}
            {news.has(mailing.id) && <Tag kind="accent">nouveau</Tag>}
          </p>
          <p className="muted">
            {sayDay(mailing.at)}. {MAILING_KINDS[mailing.kind].label}. {sayWhy(mailing)}
          </p>
        </li>
      ))}
    </ul>
  );
}

export function MailingSearch({ words }: { words: string }) {
  return (
    <form className="resource-search" role="search" action="/courriers">
      <TextField
        id="q"
        name="q"
        label="Chercher dans les courriers"
        defaultValue={words}
        inputProps={{ type: 'search', maxLength: 100 }}
      />
      <Button kind="quiet">Chercher</Button>
    </form>
  );
}

export function sayDay(at: Date): string {
  return formatLongDate(todayInBrussels(at));
}

/** Why this member reads it. */
export function sayWhy({ own, reasons }: Pick<MemberMailing, 'own' | 'reasons'>): string {
  const whom = reasons.map(sayReason).join(' ; ');
  return own ? `Il vous a été adressé : ${whom}.` : `Il a été adressé au rôle que vous exercez : ${whom}.`;
}

function sayReason({ poName, role }: ReadingReason): string {
  const what = role === null ? 'membre' : ROLE_LABELS[role];
  return poName === '' ? what : `${what}, ${poName}`;
}
