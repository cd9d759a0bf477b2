/** What a member of staff can be told about, in the order of the screen. */
export const NOTICE_KINDS = ['new', 'corrected', 'failed', 'mentioned', 'old'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const NOTICE_MAILS = ['at-once', 'daily', 'never'] as const;
export type NoticeMail = (typeof NOTICE_MAILS)[number];
