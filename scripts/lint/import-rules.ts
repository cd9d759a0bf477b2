import { dirname, join } from 'node:path/posix';
import { readImports } from './read-imports.ts';
import type { Source } from './sources.ts';

/**
 * Imports go one way, by the folders (DESIGN.md, Rooms): applications use shared and never each other; what a browser
 * runs never reaches the rooms below. The rooms that exist are read from the folder list; only what is closed to
 * browsers is written down, so that a new room of shared is open to nobody's surprise.
 */
const CLOSED_TO_BROWSERS = ['db', 'commands', 'reads', 'queue', 'mail', 'auth', 'http', 'env', 'testing'];
/** Rooms that browsers may use as a whole: they keep the rule in every file but the ones named below. */
const BROWSER_ROOMS = ['ui', 'domain', 'request-types', 'contracts'];
/** They need node and stay on the server, each for its reason: metadata of 80 kB, node:crypto. */
const SERVER_ONLY_FILES = ['packages/shared/src/domain/phone.ts', 'packages/shared/src/domain/hash.ts'];

type Edge = { target: string; line: number };

/** One line per broken rule, `file:line: what is wrong`. */
export function importProblems(sources: Source[]): string[] {
  const graph = new Map<string, Edge[]>();
  const paths = new Set(sources.map(({ path }) => path));
  for (const { path, text } of sources.filter(({ path: file }) => !file.endsWith('.css'))) {
    graph.set(
      path,
      readImports(text).map(({ specifier, line }) => ({ target: resolve(path, specifier, paths), line })),
    );
  }
  return [...oneWay(graph), ...closedRooms(graph), ...browserReach(graph)];
}

function oneWay(graph: Map<string, Edge[]>): string[] {
  const problems: string[] = [];
  for (const [path, edges] of graph) {
    const from = packageOf(path);
    for (const { target, line } of edges) {
      const to = packageOf(target);
      const isTest = !path.startsWith(`packages/${from}/src/`);
      if (to !== undefined && to !== from && to !== 'shared') {
        problems.push(
          `${path}:${line}: ${from} may not import ${to} (${target}): applications share through packages/shared`,
        );
      } else if (
        !isTest &&
        target.startsWith('packages/shared/src/testing/') &&
        !path.startsWith('packages/shared/src/testing/')
      ) {
        problems.push(`${path}:${line}: only tests may import ${target}`);
      }
    }
  }
  return problems;
}

function closedRooms(graph: Map<string, Edge[]>): string[] {
  const problems: string[] = [];
  for (const [path, edges] of graph) {
    if (
      !BROWSER_ROOMS.some((room) => path.startsWith(`packages/shared/src/${room}/`)) ||
      SERVER_ONLY_FILES.includes(path)
    ) {
      continue;
    }
    for (const { target, line } of edges) {
      if (isClosed(target)) problems.push(`${path}:${line}: a room that browsers use may not import ${target}`);
    }
  }
  return problems;
}

/** What the browser's entries reach, however many files away. */
function browserReach(graph: Map<string, Edge[]>): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  const visit = (path: string, way: string[]): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { target } of graph.get(path) ?? []) {
      const further = [...way, target];
      if (isClosed(target) || SERVER_ONLY_FILES.includes(target)) {
        problems.push(`${way[0]}: browser code reaches ${target} (${further.join(' -> ')})`);
      } else {
        visit(target, further);
      }
    }
  };
  for (const path of graph.keys()) if (/^packages\/[^/]+\/src\/client\//.test(path)) visit(path, [path]);
  return problems;
}

function isClosed(target: string): boolean {
  return (
    target.startsWith('node:') ||
    CLOSED_TO_BROWSERS.some((room) => target.startsWith(`packages/shared/src/${room}/`)) ||
    /^packages\/[^/]+\/src\/server\//.test(target)
  );
}

/** The file that a specifier names, as a path from the root; packages of npm and node keep their name. */
function resolve(from: string, specifier: string, paths: Set<string>): string {
  if (specifier.startsWith('.')) return join(dirname(from), specifier);
  const own = /^@guichet\/([^/]+)(?:\/(.+))?$/.exec(specifier);
  if (!own) return specifier;
  const base = `packages/${own[1]}/src/${own[2] ?? 'index'}`;
  return [`${base}.ts`, `${base}.tsx`, base].find((path) => paths.has(path)) ?? base;
}

function packageOf(path: string): string | undefined {
  return /^packages\/([^/]+)\//.exec(path)?.[1];
}
