/** What a member of staff can be told about, in the order of the screen. */
export const NOTICE_KINDS = ['new', 'corrected', 'failed', 'mentioned', 'old'] as const;

export const NOTICE_MAILS = ['at-once', 'daily', 'never'] as const;
