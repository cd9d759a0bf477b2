import type { SettingView } from '@guichet/shared/contracts/settings';
import { Button } from '@guichet/shared/ui/button';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Failure, LoadingPage } from '../../shell/page-states.tsx';
import { sayMoment } from '../../text/moments.ts';
import { SettingDialog } from './setting-dialog.tsx';
import { settingsQuery } from './settings-query.ts';

/** The settings of one room, under their headings. */
export function SettingRoom({ room }: { room: SettingView['room'] }) {
  const { data, isPending, error, refetch } = useQuery(settingsQuery);
  const [open, setOpen] = useState<string | null>(null);
  if (!data) return isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />;
  const settings = data.settings.filter((one) => one.room === room);
  const groups = [...new Set(settings.map(({ group }) => group))];
  const changing = settings.find(({ key }) => key === open);
  return (
    <>
      {groups.map((group) => (
        <SettingGroup
          key={group}
          title={group}
          settings={settings.filter((one) => one.group === group)}
          onChange={setOpen}
        />
      ))}
      {changing && <SettingDialog setting={changing} onClose={() => setOpen(null)} />}
    </>
  );
}

type GroupProps = { title: string; settings: readonly SettingView[]; onChange: (key: string) => void };

function SettingGroup({ title, settings, onChange }: GroupProps) {
  const id = useId();
  const [first] = settings;
  // What is the same of all of them is said once.
  const isShared = settings.length > 1 && settings.every(({ explanation }) => explanation === first?.explanation);
  return (
    <section className="setting-group" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {isShared && <p className="muted">{first?.explanation}</p>}
      <ul className="settings">
        {settings.map((setting) => (
          <li key={setting.key}>
            <div className="setting-head">
              <h3>{setting.label}</h3>
              <Button type="button" kind="plain" small onClick={() => onChange(setting.key)}>
                Modifier<span className="visually-hidden"> : {setting.label}</span>
              </Button>
            </div>
            <p className="setting-value">{setting.words === '' ? '(vide)' : setting.words}</p>
            {!isShared && <p className="muted small">{setting.explanation}</p>}
            {setting.changedAt && (
              <p className="muted small">
                {setting.isChosen ? 'Choisi' : 'Remis à la valeur d’origine'} par {setting.changedBy},{' '}
                {sayMoment(setting.changedAt)}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
