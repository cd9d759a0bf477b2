/** An import of one file, with the line it stands on. Imports of types alone are left out: nothing of them runs. */
export type Import = { specifier: string; line: number };

const statement =
  /^[ \t]*(?:import|export)\s+(?!type[\s{])(?:[^'";]*?\sfrom\s*|\s*)['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/gm;

/** Every static and literal dynamic import of a TypeScript source that is formatted by our formatter. */
export function readImports(source: string): Import[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  return [...code.matchAll(statement)].map((match) => ({
    specifier: match[1] ?? match[2] ?? '',
    line: code.slice(0, match.index).split('\n').length + leadingLines(match[0]),
  }));
}

const leadingLines = (text: string): number => (/^\s*/.exec(text)?.[0].match(/\n/g) ?? []).length;
