import { expect, test } from '@jest/globals';
import { sayDevice } from '../../src/domain/device-words.ts';

const win = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';

test.each([
  [`${win} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36`, 'Chrome sur Windows'],
  [`${win} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0`, 'Edge sur Windows'],
  [`${win.replace(')', '; rv:132.0)')} Gecko/20100101 Firefox/132.0`, 'Firefox sur Windows'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1 Version/18.1 Safari/604.1',
    'Safari sur iPhone',
  ],
  ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36', 'Chrome sur Android'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7) AppleWebKit/605.1 Version/18.1 Safari/605.1', 'Safari sur Mac'],
  ['curl/8.5.0', 'Appareil inconnu'],
  ['Bidule (Linux)', 'Appareil Linux'],
  ['', 'Appareil inconnu'],
  [null, 'Appareil inconnu'],
])('%s is %s', (userAgent, words) => {
  expect(sayDevice(userAgent)).toBe(words);
});
