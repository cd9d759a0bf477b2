import { previewSetting } from '@guichet/shared/contracts/settings';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { call } from '../../api.ts';

type Props = {
  settingKey: string;
  typed: string;
  /** What stands at the field already is not said twice. */
  told: string | undefined;
};

/** What a value would do, or why it may not be, as it is typed. */
export function SettingPreviewPart({ settingKey: key, typed, told }: Props) {
  const asked = useDeferredValue(typed);
  const { data } = useQuery({
    queryKey: ['setting-preview', key, asked],
    queryFn: ({ signal }) => call(previewSetting, { body: { key, typed: asked } }, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <section aria-label="Aperçu" className="setting-preview" role="status">
      {data?.problem && data.problem !== told && <p className="field-error">{data.problem}</p>}
      {data?.shown.map(({ where, text }) => (
        <div key={where}>
          <p className="small muted">{where}</p>
          <p className="mail-preview">{text}</p>
        </div>
      ))}
    </section>
  );
}
