import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { REPORT_BYTES, readReport } from '../../../src/mail/reports/read-report.ts';
import { readStatusFields } from '../../../src/mail/reports/status-fields.ts';
import { bytesOf, SAMPLE_MAIL, SAMPLES } from './report-samples.ts';

const KINDS = Object.values(SAMPLES).filter(({ says }) => 'kind' in says);

describe('a message to the address of bounces', () => {
  test('comes in more than twenty shapes', () => {
    expect(Object.keys(SAMPLES).length).toBeGreaterThan(20);
    expect(KINDS.length).toBeGreaterThan(15);
  });

  for (const [name, { text, says }] of Object.entries(SAMPLES)) {
    test(`is read: ${name}`, async () => {
      const read = await readReport(bytesOf(text));
      if ('because' in says) expect(read).toMatchObject({ is: 'ignored', because: says.because });
      else {
        const { words, ...rest } = says;
        expect(read).toMatchObject({ is: 'report', mailId: SAMPLE_MAIL, ...rest });
        expect(read).toMatchObject({ words: expect.stringMatching(words) });
      }
    });
  }

  test('has one key, by whichever way it comes', async () => {
    const text = SAMPLES['Postfix, nobody there']?.text ?? '';
    const one = await readReport(bytesOf(text));
    const other = await readReport(bytesOf(`Received: from elsewhere\n${text}`));
    expect(other.messageKey).toBe(one.messageKey);
    expect(one.messageKey).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is known by the address that it was delivered to, when it names none itself', async () => {
    const text = (SAMPLES['Dovecot, over quota']?.text ?? '').replaceAll(SAMPLE_MAIL, 'rien');
    expect(await readReport(bytesOf(text))).toMatchObject({ is: 'report', mailId: null });
    const to = `bounce+${SAMPLE_MAIL.toUpperCase()}@po.example`;
    expect(await readReport(bytesOf(text), to)).toMatchObject({ is: 'report', mailId: SAMPLE_MAIL });
  });
});

describe('rubbish to the address of bounces', () => {
  test('is ignored or read as far as it goes, cut wherever it is cut', async () => {
    for (const { text } of Object.values(SAMPLES)) {
      const bytes = bytesOf(text);
      for (let at = 0; at < bytes.length; at += 97) {
        const read = await readReport(bytes.subarray(0, at));
        expect(['ignored', 'report']).toContain(read.is);
      }
    }
  });

  test('of 30 MB is read at its beginning only', async () => {
    const text = SAMPLES['Postfix, nobody there']?.text ?? '';
    const huge = new Uint8Array(30 * 1024 * 1024).fill(65);
    huge.set(bytesOf(text));
    expect(await readReport(huge)).toMatchObject({
      is: 'report',
      kind: 'bounced',
      status: '5.1.1',
      mailId: SAMPLE_MAIL,
    });
    expect(huge.length).toBeGreaterThan(REPORT_BYTES);
  });

  test('nested ever deeper is unreadable, and costs nothing', async () => {
    let text = '';
    for (let depth = 0; depth < 5_000; depth += 1)
      text += `Content-Type: multipart/mixed; boundary="b${depth}"\n\n--b${depth}\n`;
    expect(await readReport(bytesOf(text))).toMatchObject({ is: 'ignored', because: 'unreadable' });
    const rfc822 = 'Content-Type: message/rfc822\n\n'.repeat(5_000);
    expect(await readReport(bytesOf(rfc822))).toMatchObject({ is: 'ignored', because: 'not-a-report' });
  });

  test('in letters that nobody knows, or other ones than it says, is read as far as it goes', async () => {
    const { text } = SAMPLES['words in Latin-1, and no diagnostic'] ?? { text: '' };
    for (const charset of ['klingon', 'utf-16', 'utf-8', '']) {
      const other = text.replace(/charset="?[\w-]+"?/i, `charset="${charset}"`);
      expect(other).not.toBe(text);
      expect(await readReport(bytesOf(other))).toMatchObject({ is: 'report', kind: 'bounced', mailId: SAMPLE_MAIL });
    }
  });

  test('never stops the reading', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), async (bytes) => {
        const read = await readReport(bytes);
        expect(read.is).toBe('ignored');
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
        for (const group of readStatusFields(text)) expect(group.size).toBeGreaterThan(0);
      }),
    );
  });

  test('keeps signs away that no screen or database takes', async () => {
    const text = (SAMPLES['Postfix, nobody there']?.text ?? '').replace(
      'User unknown',
      `User\u0000 \u202eunknown${'é'.repeat(900)}`,
    );
    const read = await readReport(bytesOf(text));
    expect(read.is).toBe('report');
    if (read.is !== 'report') return;
    expect(read.words.length).toBeLessThanOrEqual(300);
    expect(read.words).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});
