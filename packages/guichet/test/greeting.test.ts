import { describe, expect, test } from '@jest/globals';
import { operatorEnv } from '@guichet/shared/env/operator-env';
import { parseEnv } from '@guichet/shared/env/parse-env';
import { demoSignIns } from '../src/demo/load-demo-data.ts';
import { greeting } from '../src/greeting.ts';

function greet(source: Record<string, string>, demo = demoSignIns): string {
  const read = parseEnv(operatorEnv, source);
  if (!read.ok) throw new Error('the environment of this test is wrong');
  return greeting({ env: read.env, demo, dataFolder: '/data' });
}

describe('what the terminal shows once everything runs', () => {
  test('says what becomes of mails to invented people, with a mail server and without', () => {
    expect(greet({ DEMO: 'true' })).toContain('none leaves this machine');
    expect(greet({ DEMO: 'true', SMTP_URL: 'smtp://mail.example' })).toContain('they come back');
    expect(greet({ DEMO: 'false', SMTP_URL: 'smtp://mail.example' }, [])).not.toContain('they come back');
  });
});
