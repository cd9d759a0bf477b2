import { emptyReport } from '@guichet/shared/commands/import-registry/import-report';
import { describe, expect, test } from '@jest/globals';
import { formatRefusal, formatReport } from '../../src/registry/format-report.ts';
import { ProgressLine } from '../../src/registry/progress-line.ts';
import { RegisterRefusedError } from '../../src/registry/refusal.ts';

const head = { file: 'register.csv', dryRun: false, rows: { read: 8346, selected: 579 }, seconds: 1.25 };

describe('the report of an import', () => {
  test('tells counts, changes, what was kept, what is absent and what to look at', () => {
    const report = emptyReport();
    report.counts.po = { created: 1200, changed: 1, unchanged: 0, absent: 1 };
    const po = { kind: 'po', fase: '900001', name: 'PO du Croquis' } as const;
    const address = { street: 'Rue Neuve', number: '1', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' };
    report.changed = [{ ...po, line: 2, fields: [{ field: 'address', from: null, to: address }] }];
    report.kept = [
      { ...po, line: 2, field: 'name', ours: 'PO de l’Encre', register: 'PO du Croquis', setBy: 'request' },
      {
        kind: 'school',
        fase: '900010',
        name: 'École',
        line: 9,
        field: 'closedOn',
        ours: '2026-05-31',
        register: null,
        setBy: 'request',
      },
    ];
    report.absent = [{ kind: 'teaching', fase: '900010/900100', name: 'École' }];
    report.notices = [{ line: 4, message: 'look at this' }];
    expect(formatReport(report, head)).toBe(
      `register.csv: 8,346 rows, 579 of them chosen, 1.3 s.

                      created    changed  unchanged     absent
POs                     1,200          1          0          1
schools                     0          0          0          0
sites                       0          0          0          0
schools at sites            0          0          0          0

Changed: 1
  line 2: PO 900001 "PO du Croquis": address (nothing) -> "Rue Neuve 1, 5590 Ciney"

Kept as a request or staff set them, and not as the register says: 2
  line 2: PO 900001 "PO du Croquis": name is "PO de l’Encre" (request), the register says "PO du Croquis"
  line 9: school 900010 "École": closedOn is "2026-05-31" (request), the register still lists it

Absent from the file (nothing is deleted): 1
  school at site 900010/900100 "École"

To look at: 1
  line 4: look at this

Done: everything above is written.`,
    );
    expect(formatReport(emptyReport(), { ...head, rows: { read: 1, selected: 1 } })).toMatch(/^register\.csv: 1 row, /);
    expect(formatReport(emptyReport(), head)).toMatch(/Nothing to change: nothing was written\.$/);
    expect(formatReport(report, { ...head, dryRun: true })).toMatch(/Dry run: nothing was written\.$/);
  });

  test('cuts long lists', () => {
    const report = emptyReport();
    report.notices = Array.from({ length: 50 }, (_, index) => ({ line: index, message: 'x' }));
    expect(formatReport(report, head)).toContain('  ... and 10 more (--json lists all)');
  });

  test('of a refusal says the line of each reason', () => {
    const one = new RegisterRefusedError([{ line: 7, reason: 'It is cut off.' }]);
    expect(formatRefusal(one, 'a.csv')).toBe('a.csv is refused, nothing was imported.\nline 7: It is cut off.');
    const many = new RegisterRefusedError(
      Array.from({ length: 200 }, (_, line) => ({ line: line + 2, reason: 'x' })),
      1500,
    );
    const text = formatRefusal(many, 'a.csv');
    expect(text).toContain('a.csv is refused for 1,500 reasons, nothing was imported.\nline 2: x\n');
    expect(text).toMatch(/\.\.\. and 1,460 more$/);
  });
});

describe('progress', () => {
  test('is drawn over itself on a terminal, ten times a second at most', () => {
    const drawn: string[] = [];
    let time = 0;
    const line = new ProgressLine({ isTTY: true, write: (text) => drawn.push(text) }, () => time);
    line.show('Reading', 1, 4);
    line.show('Reading', 2, 4);
    time = 200;
    line.show('Reading', 3, 4);
    line.show('Comparing', 0, 0);
    line.clear();
    expect(drawn.map((text) => text.replace('\r\u001b[K', '|'))).toEqual([
      '|Reading 25 %',
      '|Reading 75 %',
      '|Comparing...',
      '|',
    ]);
  });

  test('is silent elsewhere', () => {
    const drawn: string[] = [];
    const line = new ProgressLine({ write: (text) => drawn.push(text) });
    line.show('Reading', 1, 4);
    line.clear();
    expect(drawn).toEqual([]);
  });
});
