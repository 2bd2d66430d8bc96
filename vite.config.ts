import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const inRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The oldest Electron that is used, for development, is 33: Chromium 130 and Node 20. */
const CHROMIUM = 'chrome130';
const NODE = 'node20';
/** The interpreter of scripts, which a thread is given as bytes. */
const INTERPRETER = 'node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm';
/** Native code that no bundle can hold; loaded when it is first needed. */
const NATIVE = '@duckdb/node-api';

/**
 * One environment for each kind of program: the window (`client`), the main process
 * with its workers and the headless program, the preload script, the benchmarks.
 * `npm run build` makes the first three, `npm run bench` the last.
 */
export default defineConfig({
  root: inRoot('renderer'),
  // Relative, so that the page works wherever the app:// protocol serves it.
  base: './',
  publicDir: false,
  plugins: [react(), interpreterBeside()],
  environments: {
    client: {
      build: {
        outDir: inRoot('dist/renderer'),
        target: CHROMIUM,
        emptyOutDir: true,
        reportCompressedSize: false,
        // Read from disk, not over a network.
        chunkSizeWarningLimit: 4_000,
      },
    },
    main: {
      consumer: 'server',
      // Everything is in the bundle but Electron and the one native module, which is shipped as it is.
      resolve: { noExternal: true, external: ['electron', NATIVE] },
      build: {
        outDir: inRoot('dist/main'),
        target: NODE,
        emptyOutDir: true,
        minify: false,
        sourcemap: true,
        copyPublicDir: false,
        rolldownOptions: {
          input: {
            main: inRoot('electron/main.ts'),
            headless: inRoot('electron/headless.ts'),
            'source-worker': inRoot('electron/loaders/source-worker.ts'),
            'folder-worker': inRoot('electron/platform/home/folder-worker.ts'),
            'draft-worker': inRoot('electron/platform/drafts/draft-worker.ts'),
            'import-worker': inRoot('electron/import/import-worker.ts'),
            'script-worker': inRoot('electron/scripts/script-worker.ts'),
          },
          // All in one folder: the sources name a worker as './source-worker.js' beside
          // themselves, and a shared chunk must find it there too.
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        outDir: inRoot('dist/preload'),
        target: CHROMIUM,
        emptyOutDir: true,
        minify: false,
        copyPublicDir: false,
        rolldownOptions: {
          input: { preload: inRoot('electron/preload.ts') },
          // A sandboxed preload script is one CommonJS file.
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
    bench: {
      consumer: 'server',
      build: {
        outDir: inRoot('dist/bench'),
        target: NODE,
        emptyOutDir: true,
        minify: false,
        sourcemap: true,
        copyPublicDir: false,
        rolldownOptions: {
          input: {
            main: inRoot('bench/main.ts'),
            ui: inRoot('bench/ui/main.ts'),
            determinism: inRoot('bench/determinism.ts'),
          },
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
        },
      },
    },
  },
});

/** Puts the interpreter of scripts beside the main process's files, where electron/scripts/thread-scripts.ts looks. */
function interpreterBeside(): Plugin {
  return {
    name: 'interpreter-beside',
    applyToEnvironment: ({ name }) => name === 'main',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'quickjs.wasm', source: readFileSync(inRoot(INTERPRETER)) });
    },
  };
}
