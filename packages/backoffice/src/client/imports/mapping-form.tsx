import { type ImportDetail, startDryRun } from '@guichet/shared/contracts/member-imports';
import { splitDate, parseDateParts } from '@guichet/shared/domain/dates';
import {
  type ImportField,
  type ImportMapping,
  isImportField,
  mappingProblem,
  type NameOrder,
} from '@guichet/shared/domain/member-import';
import { isRole, ROLE_LABELS, ROLES } from '@guichet/shared/domain/roles';
import { Button } from '@guichet/shared/ui/button';
import { DateField } from '@guichet/shared/ui/date-field';
import { SelectField } from '@guichet/shared/ui/select-field';
import { useState } from 'react';
import { call } from '../api.ts';
import { ColumnsTable } from './columns-table.tsx';
import { dayInputs } from './day-inputs.ts';
import { RoleWords } from './role-words.tsx';
import { useImportAct } from './use-import-act.ts';

const MAPPED_BY: Record<ImportDetail['mappedBy'], string> = {
  told: 'Les colonnes comme vous les avez indiquées.',
  remembered: 'Votre secrétariat a déjà importé une liste avec ces titres : les colonnes sont indiquées comme alors.',
  recognised: 'Les colonnes ont été reconnues à leur titre. Vérifiez-les avec les exemples.',
};

/** What each column holds, how names and roles are read, what counts where a row says nothing. */
export function MappingForm({ run, onStarted }: { run: ImportDetail; onStarted: () => void }) {
  const [mapping, setMapping] = useState<ImportMapping>(run.mapping);
  const [day, setDay] = useState(splitDate(run.mapping.startDate));
  const [asked, setAsked] = useState(false);
  const start = useImportAct(
    (told: ImportMapping) => call(startDryRun, { params: { id: run.id }, body: { mapping: told } }),
    'Essai lancé.',
  );
  const set = (more: Partial<ImportMapping>) => setMapping({ ...mapping, ...more });
  const startDate = parseDateParts(day);
  const problem = mappingProblem(mapping, run.hasPo);
  const roleColumns = mapping.columns.flatMap((field, index) => (field === 'roles' ? [index] : []));
  const send = async () => {
    setAsked(true);
    if (problem || !startDate.ok) return;
    if (await start.act({ ...mapping, startDate: startDate.date })) onStarted();
  };
  return (
    <form
      className="import-mapping"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2>Les colonnes</h2>
      <p className="muted">{MAPPED_BY[run.mappedBy]}</p>
      <ColumnsTable
        columns={run.columns}
        fields={mapping.columns}
        onChange={(index, field) => set({ columns: mapping.columns.with(index, asField(field)) })}
      />
      {mapping.columns.includes('fullName') && (
        <SelectField
          required
          id="name-order"
          name="nameOrder"
          label="Nom et prénom ensemble : dans quel ordre ?"
          hint="Des capitales ou une virgule le disent d’elles-mêmes. Chaque coupure incertaine est montrée dans l’essai."
          options={[
            { value: 'last-first', label: 'Nom, puis prénom (Lambert Jeanne)' },
            { value: 'first-last', label: 'Prénom, puis nom (Jeanne Lambert)' },
          ]}
          value={mapping.nameOrder}
          inputProps={{ onChange: (event) => set({ nameOrder: event.target.value as NameOrder }) }}
        />
      )}
      <RoleWords
        importId={run.id}
        columns={roleColumns}
        told={mapping.roleWords}
        onTell={(roleWords) => set({ roleWords })}
      />
      <SelectField
        required
        id="default-role"
        name="defaultRole"
        label="Quand une ligne ne donne aucun rôle"
        options={[
          { value: '', label: 'Refuser la ligne' },
          ...ROLES.map((role) => ({ value: role, label: `Donner le rôle : ${ROLE_LABELS[role]}` })),
        ]}
        value={mapping.defaultRole ?? ''}
        inputProps={{
          onChange: (event) => set({ defaultRole: isRole(event.target.value) ? event.target.value : null }),
        }}
      />
      <DateField
        required
        id="start-date"
        name="startDate"
        label="Début du mandat, quand une ligne ne le dit pas"
        hint="Dans le fichier, une année en deux chiffres est la plus récente possible : 24 est 2024, 60 est 1960."
        value={day}
        inputProps={dayInputs(day, setDay)}
        error={asked && !startDate.ok ? startDate.message : undefined}
      />
      {((asked && problem) || start.problem) && (
        <p className="field-error" role="alert">
          {problem ?? start.problem}
        </p>
      )}
      <Button disabled={start.busy}>Faire un essai</Button>
      <p className="muted small">L’essai n’écrit rien : il montre, ligne par ligne, ce qui se passerait.</p>
    </form>
  );
}

function asField(value: string): ImportField | null {
  return isImportField(value) ? value : null;
}
