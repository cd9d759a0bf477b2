/**
 * What the worker has to do with a mailing itself.
 * - prepare: compute and keep its recipients. settle: let its mails follow its state. follow: see whether all have ended.
 */
export const MAILING_TASKS = ['prepare', 'settle', 'follow'] as const;
export type MailingTask = (typeof MAILING_TASKS)[number];

/** The ref of an outbox row; `version` is that of the mailing when it was ordered, so that each order is one. */
export function mailingWork(task: MailingTask, mailingId: string, version: number): string {
  return `${mailingId}/${task}/${version}`;
}

export function readMailingWork(ref: string): { task: MailingTask; mailingId: string; version: number } | null {
  const [mailingId = '', word = '', version = ''] = ref.split('/');
  const task = MAILING_TASKS.find((each) => each === word);
  return task === undefined ? null : { task, mailingId, version: Number(version) };
}
