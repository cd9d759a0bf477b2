import { describe, expect, jest, test } from '@jest/globals';
import { type MailingTrialOptions, mailingVerdict, runMailingTrial } from '../../../chaos/mailing-trial.ts';

jest.setTimeout(240_000);

describe('a mailing to 200 under kills, outages, refusals and dropped links', () => {
  test.each(['ledger', 'naive'] as const)('%s', async (subject) => {
    const options: MailingTrialOptions = { subject, recipients: 200, kills: 3, outages: 1 };
    const report = await runMailingTrial(options);
    expect({ report, reasons: mailingVerdict(options, report) }).toMatchObject({ reasons: [] });
  });
});
