import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hashPassword, verifyPassword } from '../../src/auth/password.ts';
import { passwordProblem } from '../../src/domain/password-problem.ts';

describe('a password is refused', () => {
  const cases: [string, RegExp][] = [
    ['', /Choisissez un mot de passe/],
    ['court', /5 caractères.: il en faut au moins 15/],
    ['quatorze signe', /14 caractères/],
    ['x'.repeat(129), /trop long/],
    ['aaaaaaaaaaaaaaaa', /répète/],
    ['abcabcabcabcabcabc', /répète/],
    ['Namur1Namur1Namur1', /répète/],
    ['123456789012345', /ordre du clavier/],
    ['azertyuiopqsdfghjklm', /ordre du clavier/],
    ['9876543210abcdefgh', /ordre du clavier/],
    ['qwertyuiopasdfghjkl', /ordre du clavier/],
    ['motdepassemotdepasse', /courant/],
    ['Mot de passe 2024 !', /courant/],
    ['M0tD3P@ss3Azerty12', /courant/],
    ['Bonjour123456789!!', /courant/],
    ['password password 1', /courant/],
    ['correct horse battery staple', /courant/],
    ['Bienvenue Extranet 2026', /courant/],
    ['Soleil-Doudou-2025', /courant/],
  ];
  test.each(cases)('%s', (password, reason) => {
    expect(passwordProblem(password)).toMatch(reason);
  });

  test('when it holds what others know of the person, also in disguise', () => {
    const context = {
      name: 'Geneviève Vanderstraeten',
      email: 'gvds.compta@skynet.example',
      poNames: ['École libre Sainte-Bernadette d’Habay ASBL'],
    };
    expect(passwordProblem('Genevieve aime le tricot', context)).toMatch(/nom ou votre prénom/);
    expect(passwordProblem('les roses de V@nd3rstra3t3n', context)).toMatch(/nom ou votre prénom/);
    expect(passwordProblem('ma boîte gvds.compta fermée', context)).toMatch(/adresse e-mail/);
    expect(passwordProblem('onze livres chez skynet', context)).toMatch(/adresse e-mail/);
    expect(passwordProblem('vive bernadette du village', context)).toMatch(/nom de votre PO/);
  });
});

describe('a password is accepted', () => {
  test.each([
    'quatre lamas bleus sifflotent',
    'mon école préférée à midi pile',
    'trois cafés pour demain',
    'Tulipe! 7 sacs, gris et neufs',
    'la pluie tombe sur Rochefort',
    'kR7-vv2.plM9_qeT',
    '雪が降る静かな夜の図書館で本を読む',
    'deux escargots 🐌 traversent la route',
  ])('%s', (password) => {
    expect(
      passwordProblem(password, { name: 'Luc Roy', email: 'luc@po.example', poNames: ['École libre de Saint-Hubert'] }),
    ).toBeNull();
  });

  test('random phrases of enough length nearly always are', () => {
    const word = fc.constantFrom(
      'gravier',
      'bouilloire',
      'tournesol',
      'pelleteuse',
      'carafe',
      'hibou',
      'sentier',
      'mandoline',
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 4, maxLength: 4 }),
        (words) => passwordProblem(words.join(' ')) === null,
      ),
    );
  });

  test('whatever is typed gets an answer and never an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const problem = passwordProblem(text, { name: text, email: text, poNames: [text] });
        return problem === null || problem.length > 10;
      }),
    );
  });
});

describe('a stored password', () => {
  test('is argon2id with 19 MiB, two passes and one lane, and never cut', async () => {
    const long = 'é'.repeat(127);
    const stored = await hashPassword(`${long}a`);
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(stored, `${long}a`)).toBe(true);
    expect(await verifyPassword(stored, `${long}b`)).toBe(false);
    expect(await verifyPassword('not a hash', 'x')).toBe(false);
  });

  test('is the same typed with composed and decomposed accents', async () => {
    const stored = await hashPassword('les étés à Chéoux'.normalize('NFC'));
    expect(await verifyPassword(stored, 'les étés à Chéoux'.normalize('NFD'))).toBe(true);
  });
});
