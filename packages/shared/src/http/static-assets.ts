import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import type { PageAssets } from '../ui/page-document.tsx';
import { precompressed } from './precompressed.ts';

export type ClientAssets = PageAssets & {
  /** The same for another entry of the browser build. */
  entry: (source: string) => PageAssets;
  serve: RequestHandler;
};

type ManifestChunk = { file: string; css?: string[]; assets?: string[]; imports?: string[]; isEntry?: boolean };
type Manifest = Record<string, ManifestChunk>;

const none: PageAssets = { styles: [], scripts: [], fonts: [] };

/** For tests that look at markup only. */
export const emptyAssets: ClientAssets = { ...none, entry: () => none, serve: (_req, _res, next) => next() };

/**
 * Serves a vite build (`build.manifest: true`) from `folder` and reads which files an entry needs. Hashed names are
 * kept by browsers for ever. `entry` is the source path in the manifest; the only entry when left out.
 */
export function loadClientAssets(folder: string, entry?: string): ClientAssets {
  const path = join(folder, '.vite', 'manifest.json');
  if (!existsSync(path)) throw new Error(`${path} is missing: the browser files are not built. Run: pnpm build`);
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const first = Object.entries(manifest).find(([, chunk]) => chunk.isEntry)?.[0];
  const pageAssets = (source: string) => assetsOf(manifest, source, path);
  return { ...pageAssets(entry ?? first ?? ''), entry: pageAssets, serve: serveFiles(folder) };
}

function assetsOf(manifest: Manifest, source: string, path: string): PageAssets {
  const chunk = manifest[source];
  if (chunk === undefined) throw new Error(`${path} has no entry ${source}: name it in vite's rolldownOptions.input`);
  const chunks = withImports(manifest, chunk);
  const styles = chunks.flatMap((each) => each.css ?? []);
  const fonts = chunks.flatMap((each) => each.assets ?? []).filter(isEarlyFont);
  const isStyle = chunk.file.endsWith('.css');
  return {
    styles: addresses(isStyle ? [...styles, chunk.file] : styles),
    scripts: addresses(isStyle ? [] : [chunk.file]),
    fonts: addresses(fonts),
  };
}

function withImports(manifest: Manifest, chunk: ManifestChunk, seen = new Set<ManifestChunk>()): ManifestChunk[] {
  if (seen.has(chunk)) return [];
  seen.add(chunk);
  const imported = (chunk.imports ?? []).flatMap((name) => {
    const next = manifest[name];
    return next === undefined ? [] : withImports(manifest, next, seen);
  });
  return [...imported, chunk];
}

function addresses(files: string[]): string[] {
  return [...new Set(files)].map((file) => `/${file}`);
}

function serveFiles(folder: string): RequestHandler {
  const router = Router();
  const forEver = 'public, max-age=31536000, immutable';
  const assets = join(folder, 'assets');
  router.use('/assets', precompressed(assets, forEver));
  router.use(
    '/assets',
    express.static(assets, {
      index: false,
      redirect: false,
      setHeaders: (res) => res.setHeader('Cache-Control', forEver),
    }),
  );
  router.use(
    express.static(folder, {
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      setHeaders: (res) => res.setHeader('Cache-Control', 'public, max-age=3600'),
    }),
  );
  return router;
}

/** The letters of French are fetched with the page; those of other Latin languages when a name needs them. */
function isEarlyFont(file: string): boolean {
  return file.endsWith('.woff2') && !file.includes('-latin-ext-');
}
