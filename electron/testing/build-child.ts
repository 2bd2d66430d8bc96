import { join } from 'node:path';
import { build } from 'vite';

/** Makes one plain Node module of a TypeScript file, for a test to start as a process. Answers its path. */
export async function buildChild(entry: string, outputFolder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    // Native code cannot be in it: who needs that links node_modules beside the child.
    ssr: { noExternal: true, external: ['@duckdb/node-api'] },
    build: {
      ssr: entry,
      outDir: outputFolder,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'child.mjs' } },
    },
  });
  return join(outputFolder, 'child.mjs');
}
