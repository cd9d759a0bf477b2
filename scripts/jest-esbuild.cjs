const { createHash } = require('node:crypto');
const { transformSync } = require('esbuild');

module.exports = {
  getCacheKey: (source, file, options) =>
    createHash('sha1').update(source).update(file).update(String(options.supportsStaticESM)).update('v1').digest('hex'),
  process: (source, file, options) => ({
    code: transformSync(source, {
      loader: file.endsWith('x') ? 'tsx' : 'ts',
      format: options.supportsStaticESM ? 'esm' : 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      sourcefile: file,
      jsx: 'automatic',
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    }).code,
  }),
};
