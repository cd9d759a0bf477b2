/** delivered: the last server has it. delayed: it is still being tried. bounced: it came back. complained: called unwanted. */
export const REPORT_KINDS = ['delivered', 'delayed', 'bounced', 'complained'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** smtp: said while the mail was handed over. mailbox: read from the mailbox of bounces. webhook: posted to the worker. */
export const REPORT_SOURCES = ['smtp', 'mailbox', 'webhook'] as const;
export type ReportSource = (typeof REPORT_SOURCES)[number];
