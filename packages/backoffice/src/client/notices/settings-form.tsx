import { saveNoticeSettings } from '@guichet/shared/contracts/notices';
import {
  NOTICE_KINDS,
  NOTICE_MAILS,
  type NoticeKind,
  type NoticeMail,
  type NoticeSetting,
} from '@guichet/shared/domain/notices';
import { Button } from '@guichet/shared/ui/button';
import { Choice } from '@guichet/shared/ui/choice';
import { SelectField } from '@guichet/shared/ui/select-field';
import { TextField } from '@guichet/shared/ui/text-field';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../api.ts';
import { noticeSettingsQuery } from '../queries.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';

const WORDS: Record<NoticeKind, { title: string; hint: string }> = {
  new: { title: 'Nouvelles demandes', hint: 'Dès qu’une demande arrive.' },
  corrected: { title: 'Demandes corrigées', hint: 'Quand l’auteur a répondu à une question.' },
  failed: { title: 'Échecs', hint: 'Quand une demande approuvée n’a pas pu être appliquée.' },
  mentioned: { title: 'Mentions', hint: 'Quand un·e collègue vous cite dans une note.' },
  old: {
    title: 'Demandes qui attendent',
    hint: 'Le matin où une demande atteint cet âge, sans le temps passé à attendre l’auteur.',
  },
  released: { title: 'Demandes à reprendre', hint: 'Quand la personne qui les avait quitte l’équipe.' },
};

const MAILS: Record<NoticeMail, string> = {
  'at-once': 'tout de suite',
  daily: 'dans le mail du matin',
  never: 'jamais',
};
const MAIL_OPTIONS = NOTICE_MAILS.map((value) => ({ value, label: MAILS[value] }));

export function SettingsForm({ saved }: { saved: readonly NoticeSetting[] }) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [daysProblem, setDaysProblem] = useState('');
  const save = useMutation({
    mutationFn: (settings: NoticeSetting[]) => call(saveNoticeSettings, { body: { settings } }),
    onSuccess: async () => {
      announce('Réglages enregistrés.');
      await queryClient.invalidateQueries(noticeSettingsQuery);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const settings = readSettings(new FormData(event.currentTarget));
    const days = settings.find(({ kind }) => kind === 'old')?.afterDays ?? 0;
    const fits = Number.isInteger(days) && days >= 1 && days <= 60;
    setDaysProblem(fits ? '' : 'Indiquez un nombre de jours ouvrables, de 1 à 60.');
    if (fits) save.mutate(settings);
    else document.getElementById('old-jours')?.focus();
  };
  return (
    <form noValidate onSubmit={submit} onChange={() => save.reset()}>
      {saved.map((setting) => (
        <fieldset key={setting.kind} className="notice-setting">
          <legend>{WORDS[setting.kind].title}</legend>
          <p className="hint">{WORDS[setting.kind].hint}</p>
          <div className="notice-ways">
            {setting.kind === 'old' && (
              <TextField
                id="old-jours"
                name="jours"
                label="Jours ouvrables"
                required
                inputMode="numeric"
                defaultValue={String(setting.afterDays ?? '')}
                error={daysProblem || undefined}
              />
            )}
            <SelectField
              id={`${setting.kind}-mail`}
              name={`${setting.kind}-mail`}
              label="Par mail"
              required
              options={MAIL_OPTIONS}
              defaultValue={setting.mail}
            />
            <Choice
              id={`${setting.kind}-navigateur`}
              name={`${setting.kind}-navigateur`}
              type="checkbox"
              value="oui"
              label="Dans le navigateur"
              defaultChecked={setting.browser}
            />
          </div>
        </fieldset>
      ))}
      {save.isError && (
        <p className="field-error" role="alert">
          {sentenceOf(save.error)}
        </p>
      )}
      <div className="notice-save">
        <Button disabled={save.isPending}>Enregistrer</Button>
        {save.isSuccess && <span className="muted">Enregistré.</span>}
      </div>
    </form>
  );
}

function readSettings(form: FormData): NoticeSetting[] {
  return NOTICE_KINDS.map((kind) => ({
    kind,
    browser: form.get(`${kind}-navigateur`) === 'oui',
    mail: form.get(`${kind}-mail`) as NoticeMail,
    afterDays: kind === 'old' ? Number(form.get('jours')) : null,
  }));
}
