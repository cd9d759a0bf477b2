import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ACTION_GROUPS, ACTION_IDS, actionText, ariaKeys, keyCaps } from '../src/client/shell/action-catalogue.ts';
import { createActionRegistry } from '../src/client/shell/action-registry.ts';
import { readKeys } from '../src/client/shell/use-keyboard.ts';

const press = (key: string, modifiers: Partial<Parameters<typeof readKeys>[0]> = {}) =>
  readKeys({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers });

describe('the catalogue of acts', () => {
  test('gives each key to one act, and none to what begins two keys', () => {
    const keys = ACTION_IDS.flatMap((id) => actionText(id).keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((one) => keys.some((other) => other.startsWith(`${one} `)))).toEqual([]);
  });
  test('names every act in French and puts it in a group', () => {
    for (const id of ACTION_IDS) {
      expect(actionText(id).label).toMatch(/^\p{Lu}/u);
      expect(Object.keys(ACTION_GROUPS)).toContain(actionText(id).group);
    }
  });
  test('says keys as they stand on a keyboard, and as screen readers want them', () => {
    expect(keyCaps('goQueue')).toEqual(['G', 'D']);
    expect(keyCaps('palette')).toEqual(['Ctrl', 'K']);
    expect(ariaKeys('palette')).toBe('Control+k');
    expect(ariaKeys('open')).toBe('Enter');
    expect(ariaKeys('goQueue')).toBeUndefined();
  });
  test('stands in the guide of the secretariat as it is', () => {
    const guide = readFileSync(new URL('../../../docs/guide-secretariat.md', import.meta.url), 'utf8');
    const [, table = ''] = guide.split('| touches | ce qu’elles font |\n| --- | --- |\n');
    const rows = /^(?:\|.*\n)*/.exec(table)?.[0].split('\n') ?? [];
    const known = ACTION_IDS.filter((id) => actionText(id).keys !== undefined);
    expect(rows.filter((row) => row !== '')).toEqual(
      known.map((id) => {
        const keys = keyCaps(id).map((cap) => `\`${cap}\``);
        return `| ${keys.join(' ')} | ${actionText(id).label} |`;
      }),
    );
  });
});

describe('keys as they are pressed', () => {
  test('are read whatever the keyboard, the case and the system', () => {
    expect(press('a')).toBe('a');
    expect(press('?', { shiftKey: true })).toBe('?');
    expect(press('/', { shiftKey: true })).toBe('/');
    expect(press('X', { shiftKey: true })).toBe('shift+x');
    expect(press('k', { ctrlKey: true })).toBe('mod+k');
    expect(press('k', { metaKey: true })).toBe('mod+k');
    expect(press('Enter')).toBe('enter');
  });
  test('with Alt belong to the browser', () => {
    expect(press('a', { altKey: true })).toBeNull();
  });
});

describe('what can be done on a screen', () => {
  test('is done by who offered it last, until it is taken away', () => {
    const registry = createActionRegistry();
    const done: string[] = [];
    const [page, toast] = [{}, {}];
    registry.offer(page, { undo: () => done.push('page'), approve: () => done.push('approve') });
    registry.offer(toast, { undo: () => done.push('toast') });
    registry.find('undo')?.();
    registry.withdraw(toast);
    registry.find('undo')?.();
    expect(done).toEqual(['toast', 'page']);
    expect(registry.offered()).toEqual(['approve', 'undo']);
    registry.withdraw(page);
    expect(registry.offered()).toEqual([]);
  });
});
