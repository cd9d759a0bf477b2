import type { NoticeView } from '@guichet/shared/contracts/notices';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { noticesQuery } from '../queries.ts';
import { useNoticePermission } from './notice-permission.ts';

/** After a night's sleep, one notice that says how many rather than a screen full of them. */
const ONE_BY_ONE = 3;

/**
 * Shows new notices through the browser, while the office is open in any tab. They say what happened, the kind of request
 * and the PO: screens are looked at by others. Tabs show the same notice under the same name, so that it appears once.
 */
export function useBrowserNotices(): void {
  const navigate = useNavigate();
  const isAllowed = useNoticePermission() === 'granted';
  const { data } = useQuery({ ...noticesQuery, enabled: isAllowed });
  /** Null until the first look: what was there before is no news. */
  const known = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!isAllowed || !data) return;
    const before = known.current;
    known.current = new Set(data.notices.map(({ id }) => id));
    if (before === null) return;
    const fresh = data.notices.filter(({ id, browser }) => browser && !before.has(id));
    if (fresh.length > ONE_BY_ONE) {
      show(`${fresh.length} nouveaux avis`, 'Ouvrez le guichet pour les lire.', fresh[0]?.id ?? '', () =>
        navigate({ to: '/avis' }),
      );
      return;
    }
    for (const notice of fresh) {
      show(notice.label, wordsOf(notice), notice.id, () =>
        navigate({ to: '/demandes/$requestId', params: { requestId: notice.requestId }, search: { etat: 'toutes' } }),
      );
    }
  }, [data, isAllowed, navigate]);
}

export function wordsOf({ typeLabel, poName }: Pick<NoticeView, 'typeLabel' | 'poName'>): string {
  return [typeLabel, poName].filter(Boolean).join(' · ');
}

function show(title: string, body: string, id: string, onClick: () => unknown): void {
  try {
    const shown = new Notification(title, { body, tag: `guichet-${id}`, lang: 'fr' });
    shown.addEventListener('click', () => {
      window.focus();
      shown.close();
      onClick();
    });
  } catch {
    // Some telephones have the permission and no such notices: the mail and the list remain.
  }
}
