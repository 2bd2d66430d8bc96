import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where the real market data for tests lies; it is not part of the project. */
const root = resolve(process.env.TAPEDECK_TEST_DATA ?? '../shared/data');

/** False on a machine without the data: tests that need it skip and say so. */
export const hasTestData: boolean = existsSync(root);

/** Absolute path of a file or folder of the test data. */
export function testData(relativePath: string): string {
  return resolve(root, relativePath);
}
