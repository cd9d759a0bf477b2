import { type ImportDetail, orderImport, startDryRun } from '@guichet/shared/contracts/member-imports';
import { DateField } from '@guichet/shared/ui/date-field';
import { parseDateParts } from '@guichet/shared/domain/dates';
import type { ImportMode, InviteChoice } from '@guichet/shared/domain/member-import';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { RadioGroup } from '@guichet/shared/ui/radio-group';
import { useState } from 'react';
import { call } from '../api.ts';
import { dayInputs, type Day, NO_DAY } from './day-inputs.ts';
import { useImportAct } from './use-import-act.ts';

/** What is written of the dry run: all or row by row, which warnings are accepted, when people are told. */
export function OrderForm({ run }: { run: ImportDetail }) {
  const { counts, warnings } = run;
  const writable = counts.create + counts.change;
  const gaps = counts.refused + counts.waiting;
  const [mode, setMode] = useState<ImportMode>('rows');
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const [invite, setInvite] = useState<InviteChoice>('later');
  const [day, setDay] = useState<Day>(NO_DAY);
  const [asked, setAsked] = useState(false);
  const inviteOn = parseDateParts(day);
  const order = useImportAct(() => {
    const on = invite === 'day' && inviteOn.ok ? inviteOn.date : null;
    const body = { generation: run.generation, mode, accepted: [...accepted], invite, inviteOn: on };
    return call(orderImport, { params: { id: run.id }, body });
  }, 'Importation lancée.');
  const again = useImportAct(
    () => call(startDryRun, { params: { id: run.id }, body: { mapping: run.mapping } }),
    'Nouvel essai lancé.',
  );
  const dayProblem = invite === 'day' && !inviteOn.ok ? inviteOn.message : undefined;
  return (
    <form
      className="import-order"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (!dayProblem) void order.act();
      }}
    >
      <h2>Importer</h2>
      <Summary run={run} />
      {counts.waiting > 0 && (
        <Notice>
          Vos choix pour {counts.waiting === 1 ? 'une ligne comptent' : `${counts.waiting} lignes comptent`} au prochain
          essai.
        </Notice>
      )}
      {run.needsColleague && (
        <Notice kind="warn">Vous avez préparé cette importation : un·e collègue doit la lancer.</Notice>
      )}
      {writable > 0 && (
        <>
          {warnings.length > 0 && <Warnings run={run} accepted={accepted} onChange={setAccepted} />}
          <RadioGroup
            required
            id="import-mode"
            name="mode"
            label="Que faire si une ligne ne va pas ?"
            options={[
              {
                value: 'rows',
                label: 'Ligne par ligne',
                hint: 'Les bonnes lignes sont écrites, les autres sont laissées.',
              },
              {
                value: 'file',
                label: 'Tout ou rien',
                hint:
                  gaps > 0
                    ? `Impossible ici : ${gaps === 1 ? 'une ligne est refusée' : `${gaps} lignes sont refusées`}.`
                    : 'Si une seule ligne ne va plus au moment d’écrire, rien n’est écrit.',
              },
            ]}
            value={mode}
            inputProps={{ onChange: (event) => setMode(event.target.value as ImportMode) }}
          />
          <RadioGroup
            required
            id="import-invite"
            name="invite"
            label="Mails d’activation aux nouveaux comptes"
            options={[
              {
                value: 'later',
                label: 'Pas maintenant',
                hint: 'Ces personnes restent sur une liste ici ; vous enverrez les mails quand vous voudrez.',
              },
              { value: 'now', label: 'Tout de suite' },
              { value: 'day', label: 'À partir d’un jour' },
            ]}
            value={invite}
            inputProps={{ onChange: (event) => setInvite(event.target.value as InviteChoice) }}
          />
          {invite === 'day' && (
            <DateField
              id="invite-on"
              name="inviteOn"
              label="Jour des mails"
              value={day}
              error={asked ? dayProblem : undefined}
              inputProps={dayInputs(day, setDay)}
            />
          )}
        </>
      )}
      {(order.problem || again.problem) && (
        <p className="field-error" role="alert">
          {order.problem || again.problem}
        </p>
      )}
      <div className="import-acts">
        {writable > 0 && <Button disabled={order.busy || run.needsColleague}>Lancer l’importation</Button>}
        <Button type="button" kind="quiet" disabled={again.busy} onClick={() => void again.act()}>
          Essayer à nouveau
        </Button>
      </div>
    </form>
  );
}

function Summary({ run: { counts, clear } }: { run: ImportDetail }) {
  const writable = counts.create + counts.change;
  if (writable === 0)
    return (
      <p>Aucune ligne n’est à écrire{counts.nothing > 0 ? ' : ce que dit ce fichier est déjà enregistré' : ''}.</p>
    );
  return (
    <p>
      {counts.create} {counts.create < 2 ? 'ligne crée' : 'lignes créent'} une personne, {counts.change}{' '}
      {counts.change < 2 ? 'change' : 'changent'} une fiche, {counts.nothing} ne{' '}
      {counts.nothing < 2 ? 'change' : 'changent'} rien, {counts.refused}{' '}
      {counts.refused < 2 ? 'est refusée' : 'sont refusées'}. Sans avertissement : {clear}.
    </p>
  );
}

type WarningsProps = {
  run: ImportDetail;
  accepted: readonly string[];
  onChange: (accepted: readonly string[]) => void;
};

function Warnings({ run, accepted, onChange }: WarningsProps) {
  return (
    <fieldset className="import-warnings">
      <legend className="label">Avertissements acceptés</legend>
      <p className="hint">Une ligne avec un avertissement que vous n’acceptez pas est laissée.</p>
      {run.warnings.map(({ code, label, rows }) => (
        <label key={code} className="import-tick">
          <input
            type="checkbox"
            checked={accepted.includes(code)}
            onChange={(event) =>
              onChange(event.target.checked ? [...accepted, code] : accepted.filter((other) => other !== code))
            }
          />
          {label} ({rows === 1 ? '1 ligne' : `${rows} lignes`})
        </label>
      ))}
    </fieldset>
  );
}
