/** Tests run from the sources: esbuild strips the types, the "source" export condition finds the files. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  maxWorkers: 2,
  // What a file loads stays in its worker: without an end, the last files of a run spend their time collecting garbage.
  workerIdleMemoryLimit: '600MB',
  // Not in the temporary folder, which is in memory where there is room.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  watchman: false,
  transform: { '^.+\\.tsx?$': '<rootDir>/scripts/jest-esbuild.cjs' },
  testMatch: ['<rootDir>/packages/*/test/**/*.test.ts?(x)'],
  globalSetup: '<rootDir>/packages/shared/src/testing/global-setup.ts',
  globalTeardown: '<rootDir>/packages/shared/src/testing/global-teardown.ts',
  setupFilesAfterEnv: ['<rootDir>/packages/shared/src/testing/fail-on-console-error.ts'],
  testTimeout: 30_000,
};
