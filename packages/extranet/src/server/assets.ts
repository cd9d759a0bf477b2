import { type ClientAssets, loadClientAssets } from '@guichet/shared/http/static-assets';

/** The build of `src/client`: one style sheet and one small script, on every page. */
export function loadExtranetAssets(folder: string): ClientAssets {
  const assets = loadClientAssets(folder, 'src/client/styles.css');
  return { ...assets, scripts: assets.entry('src/client/main.ts').scripts };
}
