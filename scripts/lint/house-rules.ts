import type { Source } from './sources.ts';

const longest = { source: 400, test: 500 };
const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)*$/;
/** Read once per process: these files hand the environment to the room `env`, which parses it. */
const entry = /^packages\/[^/]+\/src\/(?:server\/)?(?:main|start|cli)\.ts$/;

/** Rules of the house that no linter brings. One line per broken rule. */
export function houseProblems(sources: Source[], requestTypes: string[]): string[] {
  return sources.flatMap((source) => [
    ...names(source),
    ...length(source),
    ...environment(source),
    ...requestTypeNames(source, requestTypes),
  ]);
}

function names({ path }: Source): string[] {
  const odd = path.split('/').find((part) => !kebabCase.test(part));
  return odd ? [`${path}: "${odd}" is not kebab-case`] : [];
}

function length({ path, text }: Source): string[] {
  const lines = text.split('\n').length - 1;
  const most = /^packages\/[^/]+\/test\//.test(path) ? longest.test : longest.source;
  return lines > most ? [`${path}: ${lines} lines, and ${most} are the most: split it by subject`] : [];
}

function environment({ path, text }: Source): string[] {
  const isSource = /^packages\/[^/]+\/src\//.test(path);
  if (!isSource || entry.test(path) || path.startsWith('packages/shared/src/env/')) return [];
  if (path.startsWith('packages/shared/src/testing/')) return [];
  return linesWith(text, /\bprocess\.env\b/).map(
    (line) => `${path}:${line}: only packages/shared/src/env reads process.env`,
  );
}

/** A request type is one folder and one line of the registry: nobody else names it. Invented data may. */
function requestTypeNames({ path, text }: Source, requestTypes: string[]): string[] {
  const isSource = /^packages\/[^/]+\/src\/.*\.tsx?$/.test(path);
  const mayName = [
    'packages/shared/src/request-types/',
    'packages/guichet/src/demo/',
    'packages/guichet/src/load/',
  ].some((folder) => path.startsWith(folder));
  if (!isSource || mayName || requestTypes.length === 0) return [];
  const named = new RegExp(`(['"\`])(?:${requestTypes.join('|')})\\1`);
  return linesWith(text, named).map((line) => `${path}:${line}: names a request type: ask the registry instead`);
}

function linesWith(text: string, pattern: RegExp): number[] {
  return text
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line) ? [index + 1] : []));
}
