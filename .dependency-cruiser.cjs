// Who may import whom. docs/architecture.md says why; scripts/import-rules.test.mjs
// breaks each rule once to see that it is noticed.

/** Indicators that are computed from others of the library: file name -> the ones it may import. */
const COMPOSED_OF = {};

/** Test files and the parts that only tests use. */
const TESTS = '\\.test\\.tsx?$|^(electron|shared)/testing/|^electron/loaders/testing/|^e2e/|^bench/';
/** Folders beside the loaders that are not one: what all of them share. */
const LOADER = '^electron/loaders/(?!files/|testing/)([^/]+)/';

const composed = Object.entries(COMPOSED_OF).map(([name, parts]) => ({
  name: `composed-indicator-${name}`,
  severity: 'error',
  comment: `${name} is composed of ${parts.join(', ')} and of no other indicator.`,
  from: { path: `^electron/engine/indicators/library/${name}\\.ts$` },
  to: { path: '^electron/engine/indicators/library/', pathNot: `/library/(${parts.join('|')})\\.ts$` },
}));
const composedFiles = Object.keys(COMPOSED_OF).map((name) => `/library/${name}\\.ts$`);

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Files that need each other are one file, or lack a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      comment: 'An import that leads nowhere, so that no rule can judge it.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'renderer-without-electron',
      severity: 'error',
      comment: 'The window talks to the main process through shared/ipc alone.',
      from: { path: '^renderer/' },
      to: { path: '^electron(/|$)|^node_modules/electron/' },
    },
    {
      name: 'electron-without-renderer',
      severity: 'error',
      comment: 'The main process knows nothing of how things are drawn.',
      from: { path: '^electron/' },
      to: { path: '^renderer/' },
    },
    {
      name: 'shared-alone',
      severity: 'error',
      comment: 'shared/ runs in every process: it imports only itself and zod.',
      from: { path: '^shared/', pathNot: TESTS },
      to: { pathNot: '^shared/|^node_modules/zod/' },
    },
    {
      name: 'engine-in-plain-node',
      severity: 'error',
      comment: 'The engine runs without a window, so it never imports electron.',
      from: { path: '^electron/engine/' },
      to: { path: '^electron$|^node_modules/electron/' },
    },
    {
      name: 'engine-below-the-rest',
      severity: 'error',
      comment: 'The engine is wired by main.ts and headless.ts; it does not know who wires it.',
      from: { path: '^electron/engine/', pathNot: TESTS },
      to: { path: '^electron/(ipc|platform)/|^electron/[^/]+\\.ts$' },
    },
    {
      name: 'engine-knows-loaders-by-contract',
      severity: 'error',
      comment: 'Of the loaders the engine imports contract.ts alone: vendor names stop behind it.',
      from: { path: '^electron/engine/', pathNot: TESTS },
      to: { path: '^electron/loaders/', pathNot: '^electron/loaders/contract\\.ts$' },
    },
    {
      name: 'loaders-apart',
      severity: 'error',
      comment: 'A loader never imports another; what they share is in loaders/files.',
      from: { path: LOADER },
      to: { path: LOADER, pathNot: '^electron/loaders/$1/' },
    },
    {
      name: 'loaders-below-the-rest',
      severity: 'error',
      comment: 'A loader can live in a worker thread: no electron, no wire, no window.',
      from: { path: '^electron/loaders/', pathNot: TESTS },
      to: { path: '^electron/(ipc|platform)/|^electron/[^/]+\\.ts$|^electron$|^node_modules/electron/' },
    },
    {
      name: 'indicators-apart',
      severity: 'error',
      comment: 'Indicators share blocks/, not each other; one that composes others is named in COMPOSED_OF.',
      from: { path: '^electron/engine/indicators/library/', pathNot: [TESTS, ...composedFiles] },
      to: { path: '^electron/engine/indicators/library/' },
    },
    ...composed,
    {
      name: 'scanners-apart',
      severity: 'error',
      comment: 'A scanner never imports another.',
      from: { path: '^electron/engine/scanners/library/', pathNot: TESTS },
      to: { path: '^electron/engine/scanners/library/' },
    },
    {
      name: 'panels-through-stores',
      severity: 'error',
      comment:
        'A panel reads stores, runs the commands of hotkeys/ and draws with components, grids, charts and theme; it never asks the wire itself.',
      from: { path: '^renderer/panels/', pathNot: TESTS },
      to: {
        path: '^renderer/',
        pathNot: '^renderer/(panels|stores|hotkeys|components|grids|charts|theme|format)/',
      },
    },
    {
      name: 'panels-apart',
      severity: 'error',
      comment: 'A panel never imports another: they meet in the stores.',
      from: { path: '^renderer/panels/([^/]+)/' },
      to: { path: '^renderer/panels/', pathNot: '^renderer/panels/$1/' },
    },
    {
      name: 'stores-below-the-screen',
      severity: 'error',
      comment: 'A store reads the wire and shared values; it draws nothing.',
      from: { path: '^renderer/stores/', pathNot: TESTS },
      to: { path: '^renderer/', pathNot: '^renderer/(stores|ipc|format)/' },
    },
    {
      name: 'hotkeys-below-the-panels',
      severity: 'error',
      comment: 'Keys and commands run stores; panels show them, not the other way round.',
      from: { path: '^renderer/hotkeys/', pathNot: TESTS },
      to: { path: '^renderer/', pathNot: '^renderer/(hotkeys|stores|format)/' },
    },
    {
      name: 'workspace-above-the-panels',
      severity: 'error',
      comment: 'The dock mounts panels, which do not know it.',
      from: { path: '^renderer/', pathNot: ['^renderer/(workspace/|App\\.tsx$)', TESTS] },
      to: { path: '^renderer/workspace/' },
    },
    {
      name: 'charts-below-the-panels',
      severity: 'error',
      comment: 'A chart is fed by its panel.',
      from: { path: '^renderer/charts/', pathNot: TESTS },
      to: { path: '^renderer/', pathNot: '^renderer/(charts|theme|format)/' },
    },
    {
      name: 'grids-below-the-panels',
      severity: 'error',
      comment: 'What grids share knows no rows of its own: its panel feeds it.',
      from: { path: '^renderer/grids/', pathNot: TESTS },
      to: { path: '^renderer/', pathNot: '^renderer/(grids|components|theme|format)/' },
    },
    {
      name: 'components-presentational',
      severity: 'error',
      comment: 'A component shows what it is given: no store, no wire.',
      from: { path: '^renderer/components/', pathNot: TESTS },
      to: { path: '^renderer/', pathNot: '^renderer/(components|theme|format)/' },
    },
    {
      name: 'format-and-theme-at-the-bottom',
      severity: 'error',
      comment: 'Formats and the theme know no other part of the window.',
      from: { path: '^renderer/(format|theme)/', pathNot: TESTS },
      to: { path: '^renderer/', pathNot: '^renderer/$1/' },
    },
    {
      name: 'wire-at-the-bottom',
      severity: 'error',
      comment: 'The window end of the wire knows the contract, not who listens.',
      from: { path: '^renderer/ipc/', pathNot: TESTS },
      to: { path: '^renderer/', pathNot: '^renderer/ipc/' },
    },
    {
      name: 'testing-only-in-tests',
      severity: 'error',
      comment: 'What tests use is not shipped.',
      from: { path: '^(shared|electron|renderer)/', pathNot: TESTS },
      to: { path: '^(electron|shared)/testing/|^electron/loaders/testing/|\\.test\\.tsx?$|^e2e/|^bench/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Imports of types count: they bind as much.
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
    },
  },
};
