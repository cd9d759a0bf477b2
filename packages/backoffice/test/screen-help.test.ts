import { expect, test } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import { createOfficeRouter } from '../src/client/router.tsx';
import { SCREEN_HELP, screenHelpAt } from '../src/client/shell/screen-help.ts';

/** Addresses that lead elsewhere, and those in front of the sign-in, where there is no help to open. */
const NO_SCREEN = [
  '/',
  '/administration',
  '/connexion',
  '/connexion/code',
  '/connexion/securite',
  '/invitation',
  '/mot-de-passe',
  '/mot-de-passe-oublie',
];

test('every screen behind the sign-in has its help, and every help its screen', () => {
  const { routesByPath } = createOfficeRouter(new QueryClient());
  const screens = [...new Set(Object.keys(routesByPath).map((path) => path.replace(/(?<=.)\/$/, '')))];
  expect(Object.keys(SCREEN_HELP).sort()).toEqual(screens.filter((path) => !NO_SCREEN.includes(path)).sort());
});

test('the list of requests beside nothing is the list of requests', () => {
  expect(screenHelpAt('/demandes/')).toBe(SCREEN_HELP['/demandes']);
  expect(screenHelpAt('/nulle-part')).toBeNull();
});

test('says three things that people ask, each in its own words', () => {
  for (const { title, about, asked } of Object.values(SCREEN_HELP)) {
    for (const sentence of [title, about]) expect(sentence).toMatch(/^\p{Lu}/u);
    expect(asked).toHaveLength(3);
    expect(new Set(asked.flatMap(({ question, answer }) => [question, answer])).size).toBe(6);
  }
});
