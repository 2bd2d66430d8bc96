import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { IndicatorDefinition, ParameterSpec } from './contract.ts';
import { INDICATORS } from './registry.ts';

const FILE = 'docs/indicators.md';
const BEGIN = '<!-- The table is made from the registry. -->';

// UPDATE_DOCS=1 writes the table anew.
it('the documented table is that of the registry', () => {
  const [text = ''] = readFileSync(FILE, 'utf8').split(BEGIN);
  const documented = `${text}${BEGIN}\n\n${table()}`;
  if (process.env.UPDATE_DOCS === '1') writeFileSync(FILE, documented);
  expect(readFileSync(FILE, 'utf8')).toBe(documented);
});

function table(): string {
  const head = '| id | parameters | reads | outputs | intervals | definition, source, differences |\n';
  return `${head}${'| --- '.repeat(6)}|\n${INDICATORS.map(row).join('')}`;
}

function row(definition: IndicatorDefinition): string {
  const { id, title, params, outputs, intervals, description } = definition;
  const cells = [
    `\`${id}\``,
    params.map(parameter).join(', ') || 'none',
    reads(definition),
    outputs.map((name) => `\`${name}\``).join(', '),
    intervals?.join(', ') ?? 'all',
    `**${title}.** ${description}`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
}

function parameter({ name, default: usual, min, max }: ParameterSpec): string {
  return `\`${name}\` ${usual} (${min} to ${max})`;
}

function reads({ defaultInput, hours }: IndicatorDefinition): string {
  if (hours === 'extended') return 'whole bars outside of regular hours';
  return defaultInput === undefined ? 'whole bars' : `\`${defaultInput}\`, or any other input`;
}
