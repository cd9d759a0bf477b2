/** Tests run from the sources: esbuild strips the types, the "source" export condition finds the files. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  maxWorkers: 2,
  watchman: false,
  transform: { '^.+\\.tsx?$': '<rootDir>/scripts/jest-esbuild.cjs' },
  testMatch: ['<rootDir>/packages/*/test/**/*.test.ts?(x)'],
  globalSetup: '<rootDir>/packages/shared/src/testing/global-setup.ts',
  globalTeardown: '<rootDir>/packages/shared/src/testing/global-teardown.ts',
  setupFilesAfterEnv: ['<rootDir>/packages/shared/src/testing/fail-on-console-error.ts'],
  testTimeout: 30_000,
};
