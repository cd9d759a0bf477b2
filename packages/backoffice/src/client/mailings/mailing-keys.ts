/** What is looked at anew when a mailing moves on. */
export const MAILING_LISTS_SHOWN = ['mailing', 'mailings', 'mailing-check', 'mailing-progress'] as const;
