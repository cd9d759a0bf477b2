import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { emailKey, emailProblem, normaliseEmail, sameEmail } from '../../src/domain/email.ts';
import { suggestEmailDomain } from '../../src/domain/email-hint.ts';

describe('an address as it is stored', () => {
  test.each([
    ['  Jeanne.Lambert@Example.BE ', 'Jeanne.Lambert@example.be'],
    ['jeanne@École.be', 'jeanne@xn--cole-9oa.be'],
    ['jeanne@e\u0301cole.be', 'jeanne@xn--cole-9oa.be'],
    ['jeanne@1.2', 'jeanne@1.2'],
    ['no address', 'no address'],
  ])('%j is %j', (text, stored) => {
    expect(normaliseEmail(text)).toBe(stored);
  });

  test('does not change when it is normalised again, whatever was typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.string({ unit: 'binary' }).map((text) => `a@${text}`),
        ),
        (text) => {
          const once = normaliseEmail(text);
          expect(normaliseEmail(once)).toBe(once);
        },
      ),
    );
  });
});

describe('an address that is refused', () => {
  test.each([
    ['', 'Indiquez une adresse'],
    ['   ', 'Indiquez une adresse'],
    ['jeanne', 'Il manque le signe @'],
    ['@example.be', 'devant le signe @'],
    ['jeanne@', 'après le signe @'],
    ['a@b@example.be', 'un seul signe @'],
    ['jeanne lambert@example.be', 'espace'],
    ['jeanne@example,be', 'virgule'],
    ['a@example.be;b@example.be', 'virgule'],
    ['a@example.be\r\nBcc: b@example.be', 'ligne'],
    ['a@example.be\n', 'ligne'],
    ['jeanne@example', 'manque un point'],
    ['jeanne@example..be', 'point est mal placé après'],
    ['jeanne@example.be.', 'point est mal placé après'],
    ['jeanne@-example.be', 'pas correcte'],
    ['jeanne@192.168.1.1', 'pas correcte'],
    ['jeanne@exam_ple.be', 'pas correcte'],
    ['.jeanne@example.be', 'point est mal placé devant'],
    ['jeanne..l@example.be', 'point est mal placé devant'],
    ['hélène@example.be', 'accent'],
    ['"jeanne"@example.be', 'pas sa place'],
    ['<jeanne@example.be>', 'pas sa place'],
    [`${'a'.repeat(65)}@example.be`, 'trop longue'],
    [`a@${`${'b'.repeat(60)}.`.repeat(5)}be`, 'trop longue'],
  ])('%j', (text, words) => {
    expect(emailProblem(text)).toContain(words);
  });

  test('is never one with a character that could add a header or a second recipient', () => {
    fc.assert(
      fc.property(
        fc.emailAddress(),
        fc.nat(),
        fc.constantFrom('\r', '\n', ' ', ',', ';', '<', '\u0000'),
        (email, at, sign) => {
          const position = 1 + (at % (email.length - 1));
          expect(emailProblem(email.slice(0, position) + sign + email.slice(position))).not.toBeNull();
        },
      ),
    );
  });

  test.each([
    'jeanne.lambert@example.be',
    " o'connor+po@example.be ",
    'a@b.example',
    'direction@école.example',
    `${'a'.repeat(64)}@example.be`,
  ])('is not %j', (text) => {
    expect(emailProblem(text)).toBeNull();
  });
});

describe('two addresses', () => {
  test('are the same whatever the case and however the domain is written', () => {
    expect(sameEmail('Jeanne@Example.be', ' jeanne@example.BE')).toBe(true);
    expect(sameEmail('a@école.be', 'A@xn--cole-9oa.be')).toBe(true);
    expect(emailKey(' Jeanne@Example.be')).toBe('jeanne@example.be');
  });

  test('are not the same when both are missing, or one letter differs', () => {
    expect(sameEmail('', '')).toBe(false);
    expect(sameEmail('a@example.be', 'b@example.be')).toBe(false);
  });
});

describe('the domain that was probably meant', () => {
  test.each([
    ['a@gmial.com', 'gmail.com'],
    ['a@gmail.be', 'gmail.com'],
    ['a@skynet.b', 'skynet.be'],
    ['a@hotmial.com', 'hotmail.com'],
    ['a@hotmail.con', 'hotmail.com'],
    ['a@telnet.be', 'telenet.be'],
  ])('in %s is %s', (email, domain) => {
    expect(suggestEmailDomain(email)).toBe(domain);
  });

  test.each([
    'a@gmail.com',
    'a@hotmail.be',
    'a@mail.com',
    'a@orange.be',
    'a@ecole.be',
    'a@ulb.be',
    'a@example.be',
    'a',
    'a@',
    '',
  ])('is not guessed in %j', (email) => {
    expect(suggestEmailDomain(email)).toBeNull();
  });
});
