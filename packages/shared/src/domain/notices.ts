/** What a member of staff can be told about, in the order of the screen. */
export const NOTICE_KINDS = ['new', 'corrected', 'failed', 'mentioned', 'old', 'released'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const NOTICE_MAILS = ['at-once', 'daily', 'never'] as const;
export type NoticeMail = (typeof NOTICE_MAILS)[number];

/** `afterDays`: working days after which an open request is old; null for the other kinds. */
export type NoticeSetting = { kind: NoticeKind; browser: boolean; mail: NoticeMail; afterDays: number | null };

/** A notice in a few words, as it stands on screens, in mails and in what the browser shows. */
export const NOTICE_LABELS: Record<NoticeKind, string> = {
  new: 'Nouvelle demande',
  corrected: 'Demande corrigée',
  failed: 'Application en échec',
  mentioned: 'Vous êtes mentionné·e',
  old: 'Demande en attente depuis longtemps',
  released: 'Demande à reprendre',
};

const PROPOSED: Record<NoticeKind, NoticeMail> = {
  new: 'never',
  corrected: 'never',
  failed: 'at-once',
  mentioned: 'at-once',
  old: 'daily',
  released: 'daily',
};

/** How old an open request is before it counts as old, unless the person says otherwise. */
export const OLD_AFTER_DAYS = 5;

/** What holds for somebody who has chosen nothing: readers decide nothing, so only a mention is for them. */
export function proposedSetting(kind: NoticeKind, role: 'reader' | 'secretariat' | 'administrator'): NoticeSetting {
  const concerned = role !== 'reader' || kind === 'mentioned';
  return {
    kind,
    browser: concerned,
    mail: concerned ? PROPOSED[kind] : 'never',
    afterDays: kind === 'old' ? OLD_AFTER_DAYS : null,
  };
}
