import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const folder = new URL('../../src/ui/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const tokens = read('tokens.css');

type Palette = Record<string, string>;

function paletteOf(css: string): Palette {
  return Object.fromEntries(
    [...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

const [lightCss = '', darkCss = ''] = tokens.split('prefers-color-scheme: dark');
const light = paletteOf(lightCss);
const modes: [string, Palette][] = [
  ['light', light],
  ['dark', { ...light, ...paletteOf(darkCss) }],
];

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2 contrast ratio. */
function contrast(a = '', b = ''): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['paper', 'surface', 'sunk', 'accent-soft', 'ok-soft', 'warn-soft', 'bad-soft'];
const textPairs = [
  ...grounds.flatMap((ground) => [
    ['ink', ground],
    ['ink-2', ground],
    ['accent', ground],
  ]),
  ['accent-strong', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ...['ok', 'warn', 'bad'].flatMap((signal) => [
    [signal, `${signal}-soft`],
    [signal, 'paper'],
    [signal, 'surface'],
  ]),
] as [string, string][];

describe.each(modes)('colours in %s', (_mode, palette) => {
  test.each(textPairs)('%s is readable on %s', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['paper', 'surface'])('lines of controls are seen on %s', (ground) => {
    expect(contrast(palette['line-2'], palette[ground])).toBeGreaterThanOrEqual(3);
    expect(contrast(palette.accent, palette[ground])).toBeGreaterThanOrEqual(3);
  });

  test('focus is seen: the ring and its edge against each other, one of them against any ground', () => {
    expect(contrast(palette.focus, palette['focus-edge'])).toBeGreaterThanOrEqual(3);
    for (const ground of [...grounds, 'accent', 'rail']) {
      const best = Math.max(contrast(palette.focus, palette[ground]), contrast(palette['focus-edge'], palette[ground]));
      expect(best).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('style sheets', () => {
  const sheets = readdirSync(folder).filter((name) => name.endsWith('.css'));

  test('colours stand in the tokens and nowhere else (paper has its own)', () => {
    for (const name of sheets.filter((sheet) => sheet !== 'tokens.css' && sheet !== 'print.css')) {
      expect({ name, colours: read(name).match(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/gi) }).toEqual({
        name,
        colours: null,
      });
    }
  });

  test('every token that is used is defined', () => {
    const defined = new Set([...tokens.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
    for (const name of sheets) {
      for (const [, used] of read(name).matchAll(/var\((--[\w-]+)/g))
        expect({ name, used: defined.has(used) && used }).toEqual({ name, used });
    }
  });

  test('motion is short, and none when that is asked', () => {
    expect(tokens).toMatch(/--quick: 1[0-4]\dms;/);
    expect(tokens).toMatch(/prefers-reduced-motion: reduce\) \{\s*:root \{\s*--quick: 0s;/);
    for (const name of sheets) expect(read(name)).not.toMatch(/animation:|transition:(?![\s\S]*?var\(--quick\))/);
  });
});
