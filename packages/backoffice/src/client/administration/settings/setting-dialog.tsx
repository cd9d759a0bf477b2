import { ApiProblem } from '@guichet/shared/contracts/problem';
import { changeSetting, type SettingView } from '@guichet/shared/contracts/settings';
import { Button } from '@guichet/shared/ui/button';
import { RadioGroup } from '@guichet/shared/ui/radio-group';
import { TextArea } from '@guichet/shared/ui/text-area';
import { TextField } from '@guichet/shared/ui/text-field';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../api.ts';
import { sentenceOf } from '../../query-client.ts';
import { useAnnounce } from '../../shell/announcer.tsx';
import { Dialog } from '../../shell/dialog.tsx';
import { SettingPreviewPart } from './setting-preview-part.tsx';
import { settingsQuery } from './settings-query.ts';

type Props = { setting: SettingView; onClose: () => void };

/** One setting: its field, its bounds, and what the value would do before it is saved. */
export function SettingDialog({ setting, onClose }: Props) {
  const { key, label, explanation, bounds, givenWords, version } = setting;
  const [typed, setTyped] = useState(setting.typed);
  const announce = useAnnounce();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (chosen: string | null) => call(changeSetting, { body: { key, version, typed: chosen } }),
    onSuccess: async () => {
      announce(`Réglage enregistré : ${label}.`);
      await Promise.all([
        queryClient.invalidateQueries(settingsQuery),
        queryClient.invalidateQueries({ queryKey: ['retention'] }),
      ]);
      onClose();
    },
    onError: () => queryClient.invalidateQueries(settingsQuery),
  });
  const issues = change.error instanceof ApiProblem ? change.error.issues : [];
  const field = issues.find(({ path }) => path === 'typed')?.message;
  return (
    <Dialog title={label} onClose={onClose} wide={setting.kind === 'text'}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(typed);
        }}
      >
        <p className="muted small">{explanation}</p>
        <SettingField setting={setting} hint={bounds} error={field} typed={typed} onType={setTyped} />
        <SettingPreviewPart settingKey={key} typed={typed} told={field} />
        {change.error && field === undefined && (
          <p className="field-error" role="alert">
            {sentenceOf(change.error)}
          </p>
        )}
        <div className="dialog-acts">
          <Button disabled={change.isPending}>Enregistrer</Button>
          {setting.isChosen && (
            <Button type="button" kind="plain" disabled={change.isPending} onClick={() => change.mutate(null)}>
              Remettre la valeur d’origine
            </Button>
          )}
          <Button type="button" kind="plain" onClick={onClose}>
            Ne rien changer
          </Button>
        </div>
        {setting.isChosen && (
          <p className="muted small">Valeur d’origine : {givenWords === '' ? '(vide)' : givenWords}</p>
        )}
      </form>
    </Dialog>
  );
}

type FieldProps = {
  setting: SettingView;
  hint: ReactNode;
  error: string | undefined;
  typed: string;
  onType: (typed: string) => void;
};

const YES_OR_NO = [
  { value: 'oui', label: 'Oui' },
  { value: 'non', label: 'Non' },
];
const FIELD_LABELS = {
  line: 'Texte',
  number: 'Nombre',
  numbers: 'Nombres',
  day: 'Jour et mois',
  roles: 'Rôles, dans l’ordre',
};

function SettingField({ setting: { kind, mayBeEmpty }, hint, error, typed, onType }: FieldProps) {
  const shared = { id: 'setting', name: 'setting', hint, error, value: typed, required: !mayBeEmpty };
  if (kind === 'text') {
    const inputProps = { onChange: (event: { target: { value: string } }) => onType(event.target.value) };
    return <TextArea {...shared} label="Texte" rows={4} inputProps={inputProps} />;
  }
  if (kind === 'yes-no') {
    const inputProps = { onChange: (event: { target: { value: string } }) => onType(event.target.value) };
    return <RadioGroup {...shared} label="Votre choix" hint={undefined} options={YES_OR_NO} inputProps={inputProps} />;
  }
  return (
    <TextField
      {...shared}
      label={FIELD_LABELS[kind]}
      width={kind === 'line' || kind === 'roles' ? 'full' : 'short'}
      inputMode={kind === 'number' ? 'numeric' : undefined}
      autoComplete="off"
      inputProps={{ onChange: (event) => onType(event.target.value) }}
    />
  );
}
