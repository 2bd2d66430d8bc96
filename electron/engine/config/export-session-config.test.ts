import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SessionConfig } from '../../../shared/domain/session-config.ts';
import { arbitrarySessionConfig } from '../../testing/arbitrary-session-config.ts';
import { exportSessionConfig, serializeSessionConfig } from './export-session-config.ts';
import { parseSessionConfig } from './parse-session-config.ts';
import { formatConfigProblems } from './problem.ts';

function parsed(text: string): SessionConfig {
  const result = parseSessionConfig(text, 'config.json');
  if (!result.ok) throw new Error(formatConfigProblems(result.error));
  return result.value;
}

it('an export that is imported and exported again is the same text', () => {
  fc.assert(
    fc.property(arbitrarySessionConfig, (raw) => {
      const first = exportSessionConfig(parsed(JSON.stringify(raw)));
      expect(exportSessionConfig(parsed(first))).toBe(first);
      expect(first.endsWith('\n')).toBe(true);
      expect([undefined, 'data', './data/x']).toContain(JSON.parse(first).data_folder);
    }),
    { numRuns: 300 },
  );
});

it('the text of a config says the whole config', () => {
  fc.assert(
    fc.property(arbitrarySessionConfig, (raw) => {
      const config = parsed(JSON.stringify(raw));
      expect(parsed(serializeSessionConfig(config))).toEqual(JSON.parse(JSON.stringify(config)));
    }),
    { numRuns: 300 },
  );
});

it('the order of keys in the file does not show in the export', () => {
  const text = readFileSync('assets/examples/replay-2013-10.json', 'utf8');
  const turned = JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse())
      : value,
  );
  expect(exportSessionConfig(parsed(JSON.stringify(turned)))).toBe(exportSessionConfig(parsed(text)));
});

it('free-form settings are sorted by key at every depth', () => {
  const text = readFileSync('assets/examples/simulated.json', 'utf8');
  const config = parsed(text.replace('"percent": 2', '"percent": 2, "a": [{"z": 1, "b": {"y": 1, "c": 2}}]'));
  const [scanner] = JSON.parse(exportSessionConfig(config)).session_data_config.scanners;
  expect(JSON.stringify(scanner.config)).toBe(
    '{"a":[{"b":{"c":2,"y":1},"z":1}],"direction":"above","percent":2}',
  );
});

it('parameters of indicators are sorted, those of an indicator that is read too', () => {
  const params = { slow: 26, fast: 12 };
  const input = { name: 'macd', params, input: { name: 'kama', params } };
  const text = serializeSessionConfig(
    parsed(
      JSON.stringify({
        session_name: 'Chain',
        mode: 'live',
        data_sources: [{ name: 'days', kind: 'lean', path: 'lean' }],
        session_data_config: { indicators: [{ name: 'sma', interval: '1d', params, input }] },
      }),
    ),
  );
  expect(text.match(/"fast": 12,\n\s*"slow": 26/g)).toHaveLength(3);
});

it('exporting does not touch the config', () => {
  const config = parsed(readFileSync('assets/examples/replay-2014-06.json', 'utf8'));
  const before = JSON.stringify(config);
  exportSessionConfig(config);
  expect(JSON.stringify(config)).toBe(before);
  expect(Object.isFrozen(config.session_data_config.scanners[0]?.config)).toBe(true);
});
