import type { EntryOptions } from '@guichet/shared/contracts/entries';
import type { Issue } from '@guichet/shared/errors/errors';
import {
  ENTRY_AUTHOR_GROUP,
  ENTRY_COMING_GROUP,
  ENTRY_GROUPS,
  ENTRY_MESSAGE_GROUP,
  ENTRY_PO_GROUP,
  ENTRY_PRIVACY_GROUP,
} from '@guichet/shared/request-types/entry-form';
import type { FieldGroup } from '@guichet/shared/request-types/fields';
import { Button } from '@guichet/shared/ui/button';
import { ErrorSummary } from '@guichet/shared/ui/error-summary';
import { summaryOf } from '@guichet/shared/ui/field-issues';
import { FormFields } from '@guichet/shared/ui/form-fields';
import { readForm } from '@guichet/shared/ui/read-form';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ChangesPart } from './changes-part.tsx';
import type { EntryDraft, EntryDraftActs } from './entry-draft.ts';
import { MemberChoice } from './member-choice.tsx';
import { PoPart } from './po-part.tsx';
import { useEnter } from './use-enter.ts';

type Props = {
  acts: EntryDraftActs;
  options: EntryOptions | undefined;
  issues: readonly Issue[];
  onIssues: (issues: readonly Issue[]) => void;
  /** Opens one change. */
  onOpen: (key: string) => void;
};

/** The whole of an entry: for which PO, who asks, how it came, what changes. */
export function EntryForm({ acts, options, issues, onIssues, onOpen }: Props) {
  const { draft, edit, forget } = acts;
  const [turn, setTurn] = useState(0);
  const { busy, problem, enter } = useEnter(acts, onIssues);
  const summaryRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (issues.length > 0) summaryRef.current?.focus();
  }, [issues]);
  const fields = (groups: readonly FieldGroup[], asides?: Record<string, ReactNode>) => (
    <Fields key={turn} {...{ groups, draft, edit, issues, asides }} />
  );
  return (
    <>
      <h1 tabIndex={-1}>Saisir une demande</h1>
      <p className="muted">
        Pour ce qui arrive par téléphone, par lettre ou de vive voix. La demande entre dans la file au nom de qui la
        fait, avec votre nom à côté.
      </p>
      <ErrorSummary ref={summaryRef} errors={summarise(draft, issues)} />
      <section aria-labelledby="saisie-po" className="entry-part">
        <h2 id="saisie-po">Le PO</h2>
        <PoPart acts={acts} issues={issues} />
        {draft.po === 'typed' && fields([ENTRY_PO_GROUP])}
      </section>
      <section aria-labelledby="saisie-auteur" className="entry-part">
        <h2 id="saisie-auteur">Qui demande</h2>
        {options && options.members.length > 0 && (
          <MemberChoice
            id="membre-auteur"
            label="Membre du PO"
            members={options.members}
            chosen={draft.personId}
            onChoose={({ personId, firstName, lastName, roles, email }) => {
              const said = { name: `${firstName} ${lastName}`, function: roles, email: email ?? '' };
              edit((before) => ({ ...before, personId, values: { ...before.values, ...said } }));
              setTurn(turn + 1);
            }}
          />
        )}
        {fields([ENTRY_AUTHOR_GROUP])}
      </section>
      <section aria-labelledby="saisie-arrivee" className="entry-part">
        <h2 id="saisie-arrivee">Comment et quand</h2>
        {fields([ENTRY_COMING_GROUP])}
      </section>
      <ChangesPart acts={acts} issues={issues} onOpen={onOpen} />
      <section aria-labelledby="saisie-fin" className="entry-part">
        <h2 id="saisie-fin">Pour finir</h2>
        {fields([ENTRY_MESSAGE_GROUP, ENTRY_PRIVACY_GROUP], {
          [ENTRY_PRIVACY_GROUP.id]: options && (
            <p>
              <a href={options.privacyUrl} target="_blank" rel="noopener">
                Lire l’information «&nbsp;Vie privée&nbsp;» (nouvel onglet)
              </a>
            </p>
          ),
        })}
        {draft.values.email === '' && (
          <p className="muted">Sans adresse mail, personne ne sera prévenu : ce sera à vous de rappeler ou d’écrire.</p>
        )}
        {problem && (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <div className="dialog-acts">
          <Button type="button" disabled={busy} onClick={() => void enter()}>
            Enregistrer la demande
          </Button>
          <EraseButton
            onErase={() => {
              onIssues([]);
              forget();
            }}
          />
        </div>
      </section>
    </>
  );
}

/** Asked twice: nothing brings back what was typed. */
function EraseButton({ onErase }: { onErase: () => void }) {
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <Button type="button" kind="plain" onClick={() => setAsked(true)}>
        Tout effacer
      </Button>
    );
  }
  return (
    <>
      <Button type="button" kind="danger" autoFocus onClick={onErase}>
        Oui, effacer ce qui est écrit ici
      </Button>
      <Button type="button" kind="plain" onClick={() => setAsked(false)}>
        Non, garder
      </Button>
    </>
  );
}

type FieldsProps = {
  groups: readonly FieldGroup[];
  draft: EntryDraft;
  edit: EntryDraftActs['edit'];
  issues: readonly Issue[];
  asides?: Record<string, ReactNode> | undefined;
};

/** Some fields of the page: each letter is kept as it is typed. */
function Fields({ groups, draft, edit, issues, asides }: FieldsProps) {
  const ref = useRef<HTMLFormElement>(null);
  const keep = () => {
    if (!ref.current) return;
    const typed = readForm(ref.current, groups);
    edit((before) => ({
      ...before,
      // Another name is another person.
      personId: 'name' in typed && typed.name !== before.values.name ? null : before.personId,
      values: { ...before.values, ...typed },
    }));
  };
  return (
    <form ref={ref} noValidate onChange={keep} onSubmit={(event) => event.preventDefault()}>
      <FormFields groups={groups} values={draft.values} issues={issues} schools={null} asides={asides} />
    </form>
  );
}

/** Every mistake as a link to where it is mended. */
function summarise({ changes }: EntryDraft, issues: readonly Issue[]) {
  const isOfPage = ({ path }: Issue) => path !== 'po' && !/^changes(\.|$)/.test(path);
  const poIssues = issues.filter(({ path }) => path === 'po');
  const none = issues.filter(({ path }) => path === 'changes');
  const wrong = changes.flatMap(({ key, sentence }, index) => {
    if (!issues.some(({ path }) => path.startsWith(`changes.${index}.`))) return [];
    return [{ id: `changement-${key}`, message: `${sentence ?? `Changement ${index + 1}`} : à compléter.` }];
  });
  return [
    ...poIssues.map(({ message }) => ({ id: 'choisir-po', message })),
    ...summaryOf(ENTRY_GROUPS, issues.filter(isOfPage)),
    ...none.map(({ message }) => ({ id: 'ajouter-un-changement', message })),
    ...wrong,
  ];
}
