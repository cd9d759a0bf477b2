import { dayAfter, formatLongDate } from '@guichet/shared/domain/dates';
import type { PoEnd } from '@guichet/shared/reads/public-pos';
import type { FoundPo } from '@guichet/shared/reads/search-pos';
import { BackLink } from '@guichet/shared/ui/back-link';
import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { Icon } from '@guichet/shared/ui/icon';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { ProgressSteps } from '@guichet/shared/ui/progress-steps';
import ChevronRight from 'lucide-react/icons/chevron-right';
import School from 'lucide-react/icons/school';
import Search from 'lucide-react/icons/search';
import type { ReactNode } from 'react';
import { STEPS } from '../../form/step-view.tsx';
import type { DraftPo } from '../drafts/draft.ts';

export type PoPageProps = {
  caption: string;
  csrf: string;
  backHref: string;
  /** Where the search is asked, and what it carries along. */
  searchAction: string;
  carried?: { name: string; value: string } | undefined;
  /** Where a chosen PO is posted to. */
  chooseAction: string;
  typedHref: string;
  /** Where a script asks for the same search while somebody types. */
  suggestHref: string;
  /** As typed; null before the first search. */
  text: string | null;
  found: readonly FoundPo[];
  more: boolean;
  /** Of the draft, once there is one. */
  version?: number | undefined;
  /** Chosen before. */
  chosen?: { po: DraftPo; keepHref: string } | undefined;
  /** Chosen before, and there no more. */
  ended?: PoEnd | undefined;
};

/** For which PO? A search, its results, and a way on for those who are not in the list. */
export function PoPage(props: PoPageProps) {
  const { text, found, chosen } = props;
  return (
    <>
      <BackLink href={props.backHref} />
      <ProgressSteps current={1} total={STEPS} label="le PO" />
      <PageTitle caption={props.caption}>Pour quel PO&nbsp;?</PageTitle>
      {chosen && (
        <Notice title={`PO choisi : ${chosen.po.name}`}>
          <p>
            {chosen.po.address}. <a href={chosen.keepHref}>Garder ce PO</a>
          </p>
        </Notice>
      )}
      {props.ended && <EndedPo {...props} ended={props.ended} />}
      <form method="get" action={props.searchAction} role="search" className="search">
        {props.carried && <input type="hidden" name={props.carried.name} value={props.carried.value} />}
        <label className="label" htmlFor="q">
          Nom, localité, numéro FASE ou nom d’une école
        </label>
        <p className="hint" id="q-hint">
          Un ou deux mots suffisent, par exemple «&nbsp;saint-joseph ciney&nbsp;».
        </p>
        <div className="search-line">
          <input
            id="q"
            name="q"
            type="search"
            className="input"
            defaultValue={text ?? ''}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            aria-describedby="q-hint"
            data-suggest={props.suggestHref}
          />
          <Button icon={Search} kind={found.length > 0 ? 'quiet' : 'main'}>
            Chercher
          </Button>
        </div>
      </form>
      <ChooseForm {...props} id="choose-po" />
      {text !== null && <Results {...props} text={text} />}
      <p className="not-listed">
        <a href={props.typedHref}>Mon PO n’est pas dans la liste</a>
      </p>
    </>
  );
}

/** The PO is closed: nothing can be asked about it any more. Who goes on in the one that took it over does so at once. */
function EndedPo({ ended, ...props }: PoPageProps & { ended: PoEnd }) {
  const { name, closedOn, successor } = ended;
  return (
    <Notice kind="warn" title={`${name} n’existe plus depuis le ${formatLongDate(dayAfter(closedOn))}`}>
      {successor ? (
        <>
          <p>
            Ce PO a été fusionné dans «&nbsp;{successor.name}&nbsp;» ({successor.address}, FASE {successor.fase}). Vos
            réponses sont gardées.
          </p>
          <ChooseForm {...props}>
            <Button name="po" value={successor.id} small>
              Continuer pour {successor.name}
            </Button>
          </ChooseForm>
        </>
      ) : (
        <p>
          Ce PO est fermé : plus rien ne peut être demandé pour lui. Choisissez un autre PO ; vos réponses sont gardées.
        </p>
      )}
    </Notice>
  );
}

function Results({ text, found, more, chooseAction, csrf, version }: PoPageProps & { text: string }) {
  if (text.trim() === '') return <p role="status">Écrivez un nom, une localité ou un numéro, puis cherchez.</p>;
  if (found.length === 0) {
    return (
      <div role="status">
        <h2>Aucun PO trouvé pour «&nbsp;{text}&nbsp;»</h2>
        <p>Essayez avec la localité seule, ou avec le nom d’une de vos écoles.</p>
      </div>
    );
  }
  const near = found[0]?.why === 'near';
  return (
    <section aria-labelledby="resultats">
      <h2 id="resultats">{near ? 'Rien d’exact. Peut-être :' : headingOf(found.length, more)}</h2>
      <ChooseForm chooseAction={chooseAction} csrf={csrf} version={version}>
        <ul className="doors">
          {found.map((po) => (
            <li key={po.id}>
              <button type="submit" name="po" value={po.id}>
                <span>
                  <strong>{po.name}</strong>
                  <span className="door-hint door-facts">
                    {po.address && <span>{po.address}</span>} <span className="nowrap">FASE {po.fase}</span>
                  </span>
                  {po.schools.length > 0 && (
                    <span className="door-hint">
                      <Icon of={School} /> {po.schools.join(', ')}
                    </span>
                  )}
                </span>
                <Icon of={ChevronRight} className="door-arrow" />
              </button>
            </li>
          ))}
        </ul>
      </ChooseForm>
      {more && <p className="muted">Il y en a d’autres : ajoutez un mot, la localité par exemple.</p>}
    </section>
  );
}

/** Posts the PO that is chosen: by a button of the results, or by the script of the search in a form of its own. */
function ChooseForm(
  props: Pick<PoPageProps, 'chooseAction' | 'csrf' | 'version'> & { id?: string; children?: ReactNode },
) {
  return (
    <form method="post" action={props.chooseAction} id={props.id}>
      <CsrfField token={props.csrf} />
      {props.version !== undefined && <input type="hidden" name="version" value={props.version} />}
      {props.children}
    </form>
  );
}

function headingOf(count: number, more: boolean): string {
  if (more) return `Les ${count} premiers PO`;
  return count === 1 ? 'Un PO trouvé' : `${count} PO trouvés`;
}
