import { formatLongDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { MAILING_KINDS } from '@guichet/shared/domain/mailings/mailing-kinds';
import { sayHeld } from '@guichet/shared/mail/mailings/mailing-foot';
import { Button } from '@guichet/shared/ui/button';
import { Tag } from '@guichet/shared/ui/tag';
import { TextField } from '@guichet/shared/ui/text-field';
import type { MemberMailing } from '../../../reads/member-mailings.ts';

const LATEST = 3;

type Listed = { mailings: readonly MemberMailing[]; news: ReadonlySet<string> };

/** What was written to the roles of a member, by year and date. `news`: what came since the visit before. */
export function MailingList({ mailings, news }: Listed) {
  const years = [...new Set(mailings.map(yearOf))];
  return years.map((year) => (
    <section key={year} aria-labelledby={`annee-${year}`}>
      <h2 id={`annee-${year}`}>{year}</h2>
      <Mailings mailings={mailings.filter((mailing) => yearOf(mailing) === year)} news={news} />
    </section>
  ));
}

/** The newest of them, on the first page of a member; nothing when nothing was written yet. */
export function LatestMailings({ mailings, news }: Listed) {
  if (mailings.length === 0) return null;
  return (
    <section aria-labelledby="courriers">
      <h2 id="courriers">Derniers courriers</h2>
      <Mailings mailings={mailings.slice(0, LATEST)} news={news} />
      {mailings.length > LATEST && (
        <p>
          <a href="/courriers">Tous les courriers</a>
        </p>
      )}
    </section>
  );
}

function Mailings({ mailings, news }: Listed) {
  return (
    <ul className="letters">
      {mailings.map((mailing) => (
        <li key={mailing.id}>
          <p className="letter-title">
            <a href={`/courriers/${mailing.id}`}>{mailing.subject}</a>{' '}
            {news.has(mailing.id) && <Tag kind="accent">Nouveau</Tag>}
          </p>
          <p className="muted">
            {sayDay(mailing.at)} · {MAILING_KINDS[mailing.kind].label}
            <br />
            {sayToWhom(mailing)}
          </p>
        </li>
      ))}
    </ul>
  );
}

const yearOf = ({ at }: MemberMailing): string => todayInBrussels(at).slice(0, 4);

/** One page of many: the ones before and after, as links. */
export function MailingPages({ page, pages, words }: { page: number; pages: number; words: string }) {
  if (pages < 2) return null;
  const address = (to: number) => `/courriers?${new URLSearchParams({ ...(words && { q: words }), page: String(to) })}`;
  return (
    <nav className="letter-pages" aria-label="Pages de la liste">
      {page > 1 && <a href={address(page - 1)}>Plus récents</a>}
      <span className="muted">
        Page {page} sur {pages}
      </span>
      {page < pages && <a href={address(page + 1)}>Plus anciens</a>}
    </nav>
  );
}

export function MailingSearch({ words }: { words: string }) {
  return (
    <form className="resource-search" role="search" action="/courriers">
      <TextField
        id="q"
        name="q"
        label="Chercher un courrier par son objet"
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
export function sayWhy(mailing: Pick<MemberMailing, 'own' | 'reasons'>): string {
  const held = heldFor(mailing);
  if (held === '') return 'Le secrétariat vous a choisi·e parmi ses destinataires.';
  return mailing.own ? `Il vous était adressé comme ${held}.` : `Il était adressé au rôle que vous exercez : ${held}.`;
}

/** The same in a list, on one line where there is room. */
function sayToWhom(mailing: MemberMailing): string {
  const held = heldFor(mailing);
  if (held === '') return 'À vous';
  return mailing.own ? `À vous, comme ${held}` : `À votre rôle de ${held}`;
}

function heldFor({ reasons }: Pick<MemberMailing, 'reasons'>): string {
  return sayHeld(reasons.map((reason) => ({ ...reason, since: null, insteadOf: null })));
}
